namespace Unfurl.Generator;

/// <summary>Direct convolution with vectors along the width, for few channels: horizontal stride 1, planar to planar, weights as they are.</summary>
/// <remarks>
/// A tile of output channels x rows x vectors is summed in registers; each input vector, loaded unaligned at every kernel column, meets
/// all output channels of the tile, each weight all its vectors. Lanes past the row's end are stored as zeros: the border of the next reader.
/// </remarks>
internal static class PlanarConvolution
{
    /// <param name="plan">The convolution.</param>
    /// <param name="perOutput">Floats from the weights of an output channel to the next's.</param>
    /// <param name="perInput">Floats from the weights of an input channel to the next's.</param>
    public static Kernel Create(ConvolutionPlan plan, int perOutput, int perInput) => new(
        plan.Name("ConvolveWide"), plan.Formula, plan.Parameters, Widths: true, b => Write(b, plan, perOutput, perInput))
    {
        IsSpecialised = true,
        Identity = (plan, perOutput, perInput),
        Algorithm = plan.Direct("planar"),
        Work = plan.Work,
    };

    private static void Write(LoopBuilder b, ConvolutionPlan plan, int perOutput, int perInput)
    {
        PlanarTile tile = PlanarTile.Choose(b, plan);
        var x = new TensorView(Kernel.X, plan.Source);
        var y = new TensorView(Kernel.Y, plan.Target);
        b.Shared("sample", Kernel.Samples, "output", y.Channels, tile.Channels, "tileRow", new Size("Rows", plan.Rows.Count), tile.Rows, (sample, channel, tileRow) =>
        {
            Index row = plan.Rows.Count % tile.Rows == 0
                ? tileRow
                : b.Let("row", Index.Min(tileRow, new Size("Rows", plan.Rows.Count) - tile.Rows));
            b.For("column", 0, new Size("Columns", plan.Columns.Count), tile.Vectors * b.Lanes, column =>
                new Tile(b, plan, tile, x, y, new Size("WeightsPerOutput", perOutput), new Size("WeightsPerInput", perInput))
                    .Write(sample, channel, row, column));
        });
    }

    private sealed class Tile(
        LoopBuilder b, ConvolutionPlan plan, PlanarTile tile, TensorView x, TensorView y, Index perOutput, Index perInput)
    {
        private readonly TapGrid _taps = plan.Taps;
        private readonly LaneLocal[,,] _sums = new LaneLocal[tile.Channels, tile.Rows, tile.Vectors];

        public void Write(Index sample, Index channel, Index row, Index column)
        {
            for (int o = 0; o < tile.Channels; o++)
            {
                Lane start = plan.Bias ? b.Pass("start", b.Broadcast(new Pointer(ConvolutionPlan.BiasName), channel + o)) : b.Zero;
                for (int i = 0; i < tile.Rows; i++)
                {
                    for (int v = 0; v < tile.Vectors; v++)
                        _sums[o, i, v] = b.Let($"sum{o}_{i}_{v}", start);
                }
            }

            Pointer input = b.Point("input", x.Pointer, x.At(sample, plan.Groups.GroupOf(channel), row * plan.Rows.Read, column));
            Pointer[] weights = Enumerable.Range(0, tile.Channels)
                .Select(o => b.Point("w" + o, new Pointer(ConvolutionPlan.Weights), plan.Groups.WeightsOf(channel + o, perOutput, _taps.Kernel)))
                .ToArray();
            OverChannels(input, weights);
            Store(sample, channel, row, column);
        }

        private void OverChannels(Pointer input, Pointer[] weights) =>
            b.For("channel", plan.Groups.IsGrouped ? new Size("GroupSources", plan.Groups.Source) : x.Channels, _ =>
            {
                OneChannel(input, weights);
                b.Advance(input, x.Plane);
                foreach (Pointer w in weights)
                    b.Advance(w, perInput);
            });

        private void OneChannel(Pointer input, Pointer[] weights)
        {
            var rows = new WeightAxis(_taps.Rows.FirstKernel * _taps.KernelWidth, _taps.Rows.KernelStep * _taps.KernelWidth);
            var columns = new WeightAxis(_taps.Columns.FirstKernel, _taps.Columns.KernelStep);
            var loops = new TapLoops(b, _taps, x, rows, columns, tile.Channels * tile.Rows * tile.Vectors);
            loops.Write(input, weights, run =>
            {
                foreach (Tap tap in run.Taps)
                    Cell(run.Input, run.Offset + tap.Column, run.Weights, tap.Weight);
            });
        }

        private void Cell(Pointer input, Index offset, Pointer[] weights, int weight)
        {
            var values = new Lane[tile.Rows, tile.Vectors];
            for (int i = 0; i < tile.Rows; i++)
            {
                for (int v = 0; v < tile.Vectors; v++)
                    values[i, v] = b.Pass(InvariantText.Of($"value{i}_{v}"), b.Load(input, offset + (i * plan.Rows.Read * x.Row) + (v * b.Lanes)));
            }

            for (int o = 0; o < tile.Channels; o++)
            {
                Lane w = b.Pass("weight", b.Broadcast(weights[o], weight));
                for (int i = 0; i < tile.Rows; i++)
                {
                    for (int v = 0; v < tile.Vectors; v++)
                        b.Assign(_sums[o, i, v], Lane.Fma(w, values[i, v], _sums[o, i, v]));
                }
            }
        }

        private void Store(Index sample, Index channel, Index row, Index column)
        {
            Pointer output = b.Point("result", y.Pointer, y.At(sample, channel, plan.Rows.Written(row, "Row"), column));
            TensorView? added = plan.AddendView;
            Pointer? addend = added is null ? null : b.Point("residual", added.Pointer, added.At(sample, channel, plan.Rows.Written(row, "Row"), column));
            bool whole = plan.Columns.Count % (tile.Vectors * b.Lanes) == 0;
            bool single = plan.Columns.Count <= tile.Vectors * b.Lanes;
            for (int o = 0; o < tile.Channels; o++)
            {
                for (int i = 0; i < tile.Rows; i++)
                {
                    for (int v = 0; v < tile.Vectors; v++)
                    {
                        Lane? more = added is null ? null : b.Load(addend!, (o * added.Plane) + (i * plan.Rows.Write * added.Row) + (v * b.Lanes));
                        Lane value = plan.Finish(b, _sums[o, i, v], more);
                        bool inside = whole || (single && (v + 1) * b.Lanes <= plan.Columns.Count);
                        Index left = single
                            ? new Size($"Lanes{b.Lanes}_{v}", Math.Max(0, plan.Columns.Count - (v * b.Lanes)))
                            : new Size("Columns", plan.Columns.Count) - column - (v * b.Lanes);
                        b.Store(output, (o * y.Plane) + (i * plan.Rows.Write * y.Row) + (v * b.Lanes), inside ? value : Lane.First(left, value, b.Zero));
                    }
                }
            }
        }
    }
}
