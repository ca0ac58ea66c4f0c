namespace Unfurl.Generator;

/// <summary>Direct convolution with vectors along 16 output channels; reads any layout, a number at a time.</summary>
/// <remarks>
/// A tile of output blocks x pixels is summed in registers over all input channels and kernel positions. Per kernel row every weight
/// vector is held while each input number is broadcast once and meets all the outputs it belongs to (a sliding window), so that loads stay below
/// multiply-adds. Weights are packed [block][c][tap][16]. The last tile of a row is moved back to end at the border: recomputing a few
/// outputs costs less than a second loop.
/// </remarks>
internal static class BlockedConvolution
{
    public static Kernel Create(ConvolutionPlan plan) => new(
        plan.Name("Convolve"), plan.Formula, plan.Parameters, Widths: true, b => Write(b, plan));

    /// <summary>Floats of the packed weights.</summary>
    public static int PackedLength(int outputs, int inputs, int taps) =>
        checked((outputs + Layout.Block - 1) / Layout.Block * inputs * taps * Layout.Block);

    private static void Write(LoopBuilder b, ConvolutionPlan plan)
    {
        BlockedTile tile = BlockedTile.Choose(plan, b.Lanes, b.Registers);
        var x = new TensorView(Kernel.X, plan.Source);
        var y = new TensorView(Kernel.Y, plan.Target);
        b.For("sample", Kernel.Samples, sample =>
            b.For("block", 0, y.Planes, tile.Blocks, block =>
                b.For("tileRow", 0, new Size("Rows", plan.Rows.Count), tile.Rows, tileRow =>
                    b.For("tileColumn", 0, new Size("Columns", plan.Columns.Count), tile.Columns, tileColumn =>
                        new Tile(b, plan, tile, x, y).Write(sample, block, tileRow, tileColumn)))));
    }

    /// <summary>The code of one tile.</summary>
    private sealed class Tile(LoopBuilder b, ConvolutionPlan plan, BlockedTile tile, TensorView x, TensorView y)
    {
        private readonly TapGrid _taps = plan.Taps;
        private readonly Pointer _weights = new(ConvolutionPlan.Weights);
        private LaneLocal[,,] _sums = new LaneLocal[0, 0, 0];

        private Index WeightsPerBlock => new Size("WeightsPerBlock", x.Layout.Channels * _taps.Count * Layout.Block);

        public void Write(Index sample, Index block, Index tileRow, Index tileColumn)
        {
            // Whole tiles need no moving back.
            Index row = plan.Rows.Count % tile.Rows == 0 ? tileRow : b.Let("row", Index.Min(tileRow, new Size("Rows", plan.Rows.Count) - tile.Rows));
            Index column = plan.Columns.Count % tile.Columns == 0
                ? tileColumn
                : b.Let("column", Index.Min(tileColumn, new Size("Columns", plan.Columns.Count) - tile.Columns));
            DeclareSums(block);
            if (_taps.Count > 0)
            {
                Pointer input = b.Point("input", x.Pointer, x.At(sample, 0, row * plan.Rows.Read, column * plan.Columns.Read));
                Pointer[] weights = Enumerable.Range(0, tile.Blocks)
                    .Select(o => b.Point("w" + o, _weights, (block + o) * WeightsPerBlock))
                    .ToArray();
                OverChannels(input, weights);
            }

            Store(sample, block, row, column);
        }

        private void DeclareSums(Index block)
        {
            int pixels = tile.Rows * tile.Columns;
            _sums = new LaneLocal[tile.Blocks, b.VectorsPerBlock, pixels];
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int v = 0; v < b.VectorsPerBlock; v++)
                {
                    Lane start = plan.Bias
                        ? b.Pass("start", b.Load(new Pointer(ConvolutionPlan.BiasName), ((block + o) * Layout.Block) + (v * b.Lanes)))
                        : b.Zero;
                    for (int p = 0; p < pixels; p++)
                        _sums[o, v, p] = b.Let($"sum{o}_{v}_{p}", start);
                }
            }
        }

        private void OverChannels(Pointer input, Pointer[] weights)
        {
            if (x.IsBlocked)
            {
                b.For("inputBlock", 0, x.Channels, Layout.Block, first =>
                {
                    Pointer lane = b.Point("lane", input, (first / Layout.Block) * x.Plane);
                    b.For("channel", 0, Index.Min(Layout.Block, x.Channels - first), 1, _ => OneChannel(lane, weights, 1));
                });
            }
            else
            {
                b.For("channel", x.Channels, _ => OneChannel(input, weights, x.Plane));
            }
        }

        private void OneChannel(Pointer input, Pointer[] weights, Index next)
        {
            int perTap = tile.Rows * tile.Columns * tile.Blocks * b.VectorsPerBlock;
            if (_taps.Count * perTap <= ConvolutionPlan.UnrollBudget(b.Lanes))
            {
                for (int r = 0; r < _taps.Rows.Count; r++)
                    Row(input, _taps.Rows.Offset(r) * x.Row, weights, r * _taps.Columns.Count);
            }
            else
            {
                Pointer line = b.Point("line", input, _taps.Rows.FirstOffset * x.Row);
                Pointer[] lineWeights = weights.Select(w => b.Point(w.Name + "line", w, 0)).ToArray();
                b.For("r", _taps.Rows.Count, _ =>
                {
                    if (_taps.Columns.Count * perTap <= 2 * ConvolutionPlan.UnrollBudget(b.Lanes))
                        Row(line, 0, lineWeights, 0);
                    else
                        RolledRow(line, lineWeights);
                    b.Advance(line, _taps.Rows.OffsetStep * x.Row);
                    foreach (Pointer w in lineWeights)
                        b.Advance(w, _taps.Columns.Count * Layout.Block);
                });
            }

            b.Advance(input, next);
            foreach (Pointer w in weights)
                b.Advance(w, _taps.Count * Layout.Block);
        }

        private void RolledRow(Pointer line, Pointer[] weights)
        {
            Pointer cell = b.Point("cell", line, _taps.Columns.FirstOffset * x.Column);
            Pointer[] cellWeights = weights.Select(w => b.Point(w.Name + "cell", w, 0)).ToArray();
            b.For("s", _taps.Columns.Count, _ =>
            {
                Products(cell, 0, cellWeights, 0, [0]);
                b.Advance(cell, _taps.Columns.OffsetStep * x.Column);
                foreach (Pointer w in cellWeights)
                    b.Advance(w, Layout.Block);
            });
        }

        // One kernel row, in runs of columns whose weights fit the registers.
        private void Row(Pointer input, Index offset, Pointer[] weights, int firstTap)
        {
            for (int s = 0; s < _taps.Columns.Count; s += tile.HeldColumns)
            {
                int[] held = Enumerable.Range(s, Math.Min(tile.HeldColumns, _taps.Columns.Count - s)).ToArray();
                Products(input, offset, weights, firstTap + s, held.Select(_taps.Columns.Offset).ToArray());
            }
        }

        private void Products(Pointer input, Index offset, Pointer[] weights, int firstTap, int[] columns)
        {
            var w = new Lane[tile.Blocks, b.VectorsPerBlock, columns.Length];
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int v = 0; v < b.VectorsPerBlock; v++)
                {
                    for (int s = 0; s < columns.Length; s++)
                        w[o, v, s] = b.Pass(InvariantText.Of($"weight{o}_{v}_{s}"), b.Load(weights[o], ((firstTap + s) * Layout.Block) + (v * b.Lanes)));
                }
            }

            for (int i = 0; i < tile.Rows; i++)
            {
                var meets = from j in Enumerable.Range(0, tile.Columns)
                            from s in Enumerable.Range(0, columns.Length)
                            group (j, s) by (j * plan.Columns.Read) + columns[s] into cell
                            orderby cell.Key
                            select cell;
                foreach (var cell in meets)
                {
                    Lane value = b.Pass("value", b.Broadcast(input, offset + (i * plan.Rows.Read * x.Row) + (cell.Key * x.Column)));
                    foreach ((int j, int s) in cell)
                        Accumulate(w, s, (i * tile.Columns) + j, value);
                }
            }
        }

        private void Accumulate(Lane[,,] w, int tap, int pixel, Lane value)
        {
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int v = 0; v < b.VectorsPerBlock; v++)
                    b.Assign(_sums[o, v, pixel], Lane.Fma(w[o, v, tap], value, _sums[o, v, pixel]));
            }
        }

        private void Store(Index sample, Index block, Index row, Index column)
        {
            Pointer output = b.Point("output", y.Pointer, y.At(sample, block, (row * plan.Rows.Write) + plan.Rows.FirstWritten, (column * plan.Columns.Write) + plan.Columns.FirstWritten));
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int p = 0; p < tile.Rows * tile.Columns; p++)
                {
                    Index at = (o * y.Plane) + (p / tile.Columns * plan.Rows.Write * y.Row) + (p % tile.Columns * plan.Columns.Write * Layout.Block);
                    for (int v = 0; v < b.VectorsPerBlock; v++)
                        b.Store(output, at + (v * b.Lanes), plan.Finish(b, _sums[o, v, p]));
                }
            }
        }
    }
}
