namespace Unfurl.Generator;

/// <summary>Direct convolution with vectors along 16 output channels; reads any layout, a number at a time.</summary>
/// <remarks>
/// A tile of output blocks x pixels is summed in registers over all input channels and kernel positions. Per kernel row every weight
/// vector is held while each input number is broadcast once and meets all the outputs it belongs to (a sliding window), so that loads stay below
/// multiply-adds. Weights are packed [block][c][tap][16]. A depthwise convolution has no sum over channels: its inputs are vectors like its weights. The last tile of a row, of a column and of the channels is moved back to end at
/// the border: recomputing a few outputs costs less than a second loop. A row of an open width may be shorter than a tile, and needs that loop.
/// </remarks>
internal static class BlockedConvolution
{
    public static Kernel Create(ConvolutionPlan plan) => new(
        plan.Name("Convolve"), plan.Formula, plan.Parameters, Widths: true, b => Write(b, plan))
    {
        IsSpecialised = true,
        Identity = plan,
        Algorithm = plan.Direct("blocked"),
        Work = plan.Work,
    };

    /// <summary>Floats of the packed weights.</summary>
    public static int PackedLength(ChannelGroups groups, int taps) =>
        checked(((groups.Target * groups.Count) + Layout.Block - 1) / Layout.Block * groups.Band * taps * Layout.Block);

    private static void Write(LoopBuilder b, ConvolutionPlan plan)
    {
        BlockedTile tile = BlockedTile.Choose(b, plan);
        var x = new TensorView(Kernel.X, plan.Source);
        var y = new TensorView(Kernel.Y, plan.Target);
        var columns = new Size("Columns", plan.Columns.Count);

        // An open number of columns may be less than a tile's: then they go one by one.
        bool isOpen = plan.Columns.Count.IsOpen && tile.Columns > 1;
        Index tiled = isOpen ? b.Let("tiled", Index.Min(columns / tile.Columns, 1) * columns) : columns;
        BlockedTile single = tile with { Columns = 1 };

        // A map that is one row long is cut into columns.
        if (plan.Rows.Count == tile.Rows)
        {
            OverTiles("tileColumn", tiled, tile.Columns, (sample, block, column) => new Tile(b, plan, tile, x, y).Write(sample, block, 0, column));
            if (isOpen)
                OverTiles("single", columns - tiled, 1, (sample, block, column) => new Tile(b, plan, single, x, y).Write(sample, block, 0, column));
            return;
        }

        OverTiles("tileRow", new Size("Rows", plan.Rows.Count), tile.Rows, (sample, block, tileRow) =>
        {
            b.For("tileColumn", 0, tiled, tile.Columns, tileColumn => new Tile(b, plan, tile, x, y).Write(sample, block, tileRow, tileColumn));
            if (isOpen)
                b.For("single", tiled, columns, 1, column => new Tile(b, plan, single, x, y).Write(sample, block, tileRow, column));
        });

        void OverTiles(string position, Index to, int step, Action<Index, Index, Index> body)
        {
            if (plan.KeepsWeights)
                b.Shared("sample", Kernel.Samples, position, to, step, "tileBlock", y.Planes, tile.Blocks, (sample, at, tileBlock) => body(sample, Block(tileBlock), at));
            else
                b.Shared("sample", Kernel.Samples, "tileBlock", y.Planes, tile.Blocks, position, to, step, (sample, tileBlock, at) => body(sample, Block(tileBlock), at));
        }

        Index Block(Index tileBlock) => tile.Blocks == 1 ? tileBlock : b.Let("block", Index.Min(tileBlock, y.Planes - tile.Blocks));
    }

    /// <summary>The code of one tile.</summary>
    private sealed class Tile(LoopBuilder b, ConvolutionPlan plan, BlockedTile tile, TensorView x, TensorView y)
    {
        private readonly TapGrid _taps = plan.Taps;
        private readonly Pointer _weights = new(ConvolutionPlan.Weights);
        private LaneLocal[,,] _sums = new LaneLocal[0, 0, 0];

        private Index WeightsPerBlock => new Size("WeightsPerBlock", plan.Groups.Band * _taps.Count * Layout.Block);

        public void Write(Index sample, Index block, Index tileRow, Index tileColumn)
        {
            // Also where tiles are whole, so that layers of all sizes share the text.
            Index row = tile.Rows == 1 ? tileRow : b.Let("row", Index.Min(tileRow, new Size("Rows", plan.Rows.Count) - tile.Rows));
            Index column = tile.Columns == 1 ? tileColumn : b.Let("column", Index.Min(tileColumn, new Size("Columns", plan.Columns.Count) - tile.Columns));
            DeclareSums(block);
            Pointer input = b.Point(
                "input", x.Pointer, x.At(sample, plan.Groups.IsDepthwise ? block : 0, row * plan.Rows.Read, column * plan.Columns.Read));
            Pointer[] weights = Enumerable.Range(0, tile.Blocks)
                .Select(o => b.Point("w" + o, _weights, (block + o) * WeightsPerBlock))
                .ToArray();
            OverChannels(input, weights, block);
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
                        _sums[o, v, p] = b.Let(InvariantText.Of($"sum{o * b.VectorsPerBlock + v}_{p}"), start);
                }
            }
        }

        private void OverChannels(Pointer input, Pointer[] weights, Index block)
        {
            if (plan.Groups.IsDepthwise)
            {
                OneChannel(input, weights, 0);
            }
            else if (plan.Groups.IsGrouped)
            {
                Index first = b.Let("first", plan.Groups.FirstOf(block));
                b.For("channel", first, first + new Size("Band", plan.Groups.Band), 1, channel =>
                    OneChannel(b.Point("lane", input, x.Channel(channel)), weights, 0));
            }
            else if (x.IsBlocked)
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
            int perRow = _taps.Columns.Count * Layout.Block;
            var loops = new TapLoops(
                b, _taps, x, new WeightAxis(0, perRow), new WeightAxis(0, Layout.Block), tile.Rows * tile.Columns * tile.Blocks * b.VectorsPerBlock)
            {
                OneByOne = tile.HeldColumns < _taps.Columns.Count,
            };
            loops.Write(input, weights, Products);
            if (next is not Literal { Value: 0 })
                b.Advance(input, next);
            foreach (Pointer w in weights)
                b.Advance(w, _taps.Rows.Count * perRow);
        }

        // Columns of one kernel row, all their weights held.
        private void Products(TapRun run)
        {
            var w = new Lane[tile.Blocks, b.VectorsPerBlock, run.Taps.Length];
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int v = 0; v < b.VectorsPerBlock; v++)
                {
                    for (int s = 0; s < run.Taps.Length; s++)
                        w[o, v, s] = b.Pass(InvariantText.Of($"weight{(o * b.VectorsPerBlock) + v}_{s}"), b.Load(run.Weights[o], run.Taps[s].Weight + (v * b.Lanes)));
                }
            }

            // Taps in their order for every output, as when columns are walked one by one.
            int direction = _taps.Columns.OffsetStep < 0 ? -1 : 1;
            for (int i = 0; i < tile.Rows; i++)
            {
                var meets = from j in Enumerable.Range(0, tile.Columns)
                            from s in Enumerable.Range(0, run.Taps.Length)
                            group (j, s) by (j * plan.Columns.Read) + run.Taps[s].Column into cell
                            orderby cell.Key * direction
                            select cell;
                foreach (var cell in meets)
                {
                    Lane[] values = Values(run.Input, run.Offset + (i * plan.Rows.Read * x.Row) + (cell.Key * x.Column));
                    foreach ((int j, int s) in cell)
                        Accumulate(w, s, (i * tile.Columns) + j, values);
                }
            }
        }

        // One number for all lanes, or each lane its own.
        private Lane[] Values(Pointer input, Index offset)
        {
            if (plan.Groups.IsDepthwise)
                return Enumerable.Range(0, b.VectorsPerBlock).Select(v => (Lane)b.Pass(InvariantText.Of($"value{v}"), b.Load(input, offset + (v * b.Lanes)))).ToArray();
            Lane value = b.Pass("value", b.Broadcast(input, offset));
            return Enumerable.Repeat(value, b.VectorsPerBlock).ToArray();
        }

        private void Accumulate(Lane[,,] w, int tap, int pixel, Lane[] values)
        {
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int v = 0; v < b.VectorsPerBlock; v++)
                    b.Assign(_sums[o, v, pixel], Lane.Fma(w[o, v, tap], values[v], _sums[o, v, pixel]));
            }
        }

        private void Store(Index sample, Index block, Index row, Index column)
        {
            Pointer output = Written(y, "output");
            TensorView? added = plan.AddendView;
            Pointer? addend = added is null ? null : Written(added, "residual");
            for (int o = 0; o < tile.Blocks; o++)
            {
                for (int p = 0; p < tile.Rows * tile.Columns; p++)
                {
                    for (int v = 0; v < b.VectorsPerBlock; v++)
                    {
                        Lane? more = added is null ? null : b.Load(addend!, Place(added, o, p) + (v * b.Lanes));
                        b.Store(output, Place(y, o, p) + (v * b.Lanes), plan.Finish(b, _sums[o, v, p], more));
                    }
                }
            }

            Pointer Written(TensorView map, string name) =>
                b.Point(name, map.Pointer, map.At(sample, block, plan.Rows.Written(row, "Row"), plan.Columns.Written(column, "Column")));

            Index Place(TensorView map, int o, int p) =>
                (o * map.Plane) + (p / tile.Columns * plan.Rows.Write * map.Row) + (p % tile.Columns * plan.Columns.Write * Layout.Block);
        }
    }
}
