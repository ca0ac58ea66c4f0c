namespace Unfurl.Generator;

/// <summary>Convolution by F(4x4, 3x3) or F(2x2, 3x3), blocked by 16 channels on both sides; see <see cref="WinogradPlan"/>.</summary>
/// <remarks>
/// For each run of tiles: transform the inputs, multiply at each of the 36 or 16 points a matrix of weights [O x C] with one of inputs [C x tiles], transform
/// the products back and store them, bias and activation applied. The last tile of a row ends at the border, and so does the last run: what is computed
/// twice costs less than a second loop.
/// </remarks>
internal sealed class WinogradConvolution
{
    private const string Transformed = "transformed";
    private const string Products = "products";
    private const string Columns = "columns";

    private readonly LoopBuilder _b;
    private readonly WinogradPlan _plan;
    private readonly TensorView _x;
    private readonly TensorView _y;

    private WinogradConvolution(LoopBuilder b, WinogradPlan plan) =>
        (_b, _plan, _x, _y) = (b, plan, new TensorView(Kernel.X, plan.Convolution.Source), new TensorView(Kernel.Y, plan.Convolution.Target));

    public static Kernel Create(WinogradPlan plan) => new(
        InvariantText.Of($"ConvolveWinograd{plan.Transform.Outputs}x{plan.Transform.Outputs}{plan.Convolution.Pool?.Name}"),
        plan.Convolution.Formula + InvariantText.Of($", by {plan.Transform.Points} products for each {plan.Transform.Outputs}x{plan.Transform.Outputs} outputs: Y = A' ((G g G') * (B' d B)) A"),
        plan.Convolution.ParametersWith(Transformed, Products, Columns),
        Widths: true,
        b => new WinogradConvolution(b, plan).Write())
    {
        IsSpecialised = true,
        Identity = plan,
        Algorithm = Algorithm.Transformed($"Winograd {plan.Transform}" + (plan.Convolution.Pool is null ? "" : ", pooled"), plan.SourceChannels, plan.Transform.Amplification, plan.Transform.Roundings),
        Work = plan.Convolution.Work / 10,
    };

    private int Outputs => _plan.Transform.Outputs;

    private int Inputs => _plan.Transform.Inputs;

    private Index Run => new Size("Run", _plan.Run);

    // Floats of a run in a block of channels.
    private Index RunLength => new Size("RunLength", _plan.Run * Layout.Block);

    private Index SourcePlane => new Size("SourcePlane", _plan.SourcePlane);

    private Index TargetPlane => new Size("TargetPlane", _plan.TargetPlane);

    private void Write() => _b.For("sample", Kernel.Samples, sample => _b.For("start", 0, new Size("Tiles", _plan.Tiles), Run, start =>
    {
        Index first = _b.Let("first", Index.Min(start, new Size("LastRun", _plan.Tiles - _plan.Run)));
        _b.Remark("B' d B of every tile");
        _b.Shared("block", _x.Planes, block => _b.OverVectors(
            block, lane => OverTiles(first, (tile, row, column) => TransformInputs(sample, lane, tile, row, column))));
        _b.Remark("products at every point, summed over channels");
        Multiply();
        _b.Remark("A' m A of every tile");
        _b.Shared("block", _y.Planes, block => _b.OverVectors(block, lane =>
        {
            Lane? bias = _plan.Convolution.Bias
                ? _b.Let("added", _b.Load(new Pointer(ConvolutionPlan.BiasName), (lane.Block * Layout.Block) + lane.Offset))
                : null;
            OverTiles(first, (tile, row, column) => TransformProducts(sample, lane, bias, tile, row, column));
        }));
    }));

    private void OverTiles(Index first, Action<Index, Index, Index> body) => _b.For("tile", Run, tile =>
    {
        Index across = new Size("TilesAcross", _plan.TilesAcross);
        Index at = _b.Let("at", first + tile);
        Index row = _b.Let("row", Index.Min((at / across) * Outputs, new Size("LastRow", _plan.Convolution.Rows.Count - Outputs)));
        Index column = _b.Let("column", Index.Min((at % across) * Outputs, new Size("LastColumn", _plan.Convolution.Columns.Count - Outputs)));
        body(tile, row, column);
    });

    private void TransformInputs(Index sample, (Index Block, Index Offset) lane, Index tile, Index row, Index column)
    {
        TapGrid taps = _plan.Convolution.Taps;
        Pointer d = _b.Point(
            "d", _x.Pointer, _x.At(sample, lane.Block, row, column) + (new Size("FirstRow", taps.Rows.FirstOffset) * _x.Row) + (taps.Columns.FirstOffset * Layout.Block) + lane.Offset);
        Pointer target = _b.Point("v", new Pointer(Transformed), (lane.Block * RunLength) + (tile * Layout.Block) + lane.Offset);
        _b.For("s", Inputs, s => Down(_plan.Transform.Input, r => _b.Load(d, (s * Layout.Block) + (_x.Row * r)), s));
        _b.For("r", Inputs, r => Along(
            _plan.Transform.Input, r, (point, value) => _b.Store(target, (r * (SourcePlane * Inputs)) + (SourcePlane * point), value)));
    }

    private void TransformProducts(Index sample, (Index Block, Index Offset) lane, Lane? bias, Index tile, Index row, Index column)
    {
        Pointer source = _b.Point("m", new Pointer(Products), (lane.Block * RunLength) + (tile * Layout.Block) + lane.Offset);
        int side = _plan.Convolution.Pool is null ? 1 : SquarePool.Side;
        Pointer target = _b.Point("output", _y.Pointer, _y.At(sample, lane.Block, row / side, column / side) + lane.Offset);
        _b.For("s", Inputs, s => Down(
            _plan.Transform.Output, r => _b.Load(source, (s * TargetPlane) + (TargetPlane * (r * Inputs))), s));
        TensorView? added = _plan.Convolution.AddendView;
        Pointer? addend = added is null ? null : _b.Point("residual", added.Pointer, added.At(sample, lane.Block, row, column) + lane.Offset);
        SquarePool? pool = _plan.Convolution.Pool;
        _b.For("r", Outputs, r => Along(_plan.Transform.Output, r, (j, value) =>
        {
            Lane result = _plan.Convolution.Finish(
                _b,
                _b.Pass("value", bias is null ? value : value + bias),
                addend is null ? null : _b.Load(addend, (r * added!.Row) + (j * Layout.Block)));
            if (pool is null)
                _b.Store(target, (r * _y.Row) + (j * Layout.Block), result);
            else
                _b.Store(new Pointer(Columns), Kept(r, j), result);
        }));
        if (pool is not null)
        {
            _b.For("r", 0, Outputs, side, r =>
            {
                for (int j = 0; j < Outputs; j += side)
                {
                    Index[] cells = [Kept(r, j), Kept(r, j + 1), Kept(r + 1, j), Kept(r + 1, j + 1)];
                    Lane[] square = [.. cells.Select((cell, i) => (Lane)_b.Pass(InvariantText.Of($"cell{i}"), _b.Load(new Pointer(Columns), cell)))];
                    _b.Store(target, ((r / side) * _y.Row) + (j / side * Layout.Block), pool.Of(square));
                }
            });
        }

        // In the row that it was made of.
        Index Kept(Index r, int j) => (r * (Inputs * Layout.Block)) + (j * Layout.Block);
    }

    // One column of a tile, kept for the second axis.
    private void Down(Func<LoopBuilder, Lane[], Lane[]> transform, Func<int, Lane> load, Index s)
    {
        Lane[] values = transform(_b, Enumerable.Range(0, Inputs).Select(r => (Lane)_b.Pass(InvariantText.Of($"d{r}"), load(r))).ToArray());
        for (int i = 0; i < values.Length; i++)
            _b.Store(new Pointer(Columns), (s * Layout.Block) + (i * Inputs * Layout.Block), values[i]);
    }

    // One row of what was kept.
    private void Along(Func<LoopBuilder, Lane[], Lane[]> transform, Index r, Action<int, Lane> store)
    {
        Lane[] row = Enumerable.Range(0, Inputs)
            .Select(s => (Lane)_b.Pass(InvariantText.Of($"d{s}"), _b.Load(new Pointer(Columns), (r * (Inputs * Layout.Block)) + (s * Layout.Block))))
            .ToArray();
        Lane[] values = transform(_b, row);
        for (int j = 0; j < values.Length; j++)
            store(j, values[j]);
    }

    private void Multiply()
    {
        ProductTile tile = ProductTile.Choose(_b, _plan.Convolution.Key, _plan.TargetBlocks, _plan.Run);
        _b.Shared("point", _plan.Transform.Points, "tileBlock", _y.Planes, tile.Blocks, (point, tileBlock) =>
        {
            Index block = tile.Blocks == 1 ? tileBlock : _b.Let("block", Index.Min(tileBlock, _y.Planes - tile.Blocks));
            _b.For("tileColumn", 0, Run, tile.Columns, tileColumn =>
            {
                Index tiles = tile.Columns == 1 ? tileColumn : _b.Let("firstTile", Index.Min(tileColumn, Run - tile.Columns));
                Product(tile, point, block, tiles);
            });
        });
    }

    private void Product(ProductTile tile, Index point, Index block, Index tiles)
    {
        int vectors = tile.Blocks * _b.VectorsPerBlock;
        var sums = new LaneLocal[vectors, tile.Columns];
        for (int v = 0; v < vectors; v++)
        {
            for (int t = 0; t < tile.Columns; t++)
                sums[v, t] = _b.Let(InvariantText.Of($"sum{v}_{t}"), _b.Zero);
        }

        Index perBlock = new Size("WeightsPerBlock", _plan.SourceChannels * Layout.Block);
        Pointer[] weights = Enumerable.Range(0, tile.Blocks)
            .Select(o => _b.Point("w" + o, new Pointer(ConvolutionPlan.Weights), (((point * _y.Planes) + block) + o) * perBlock))
            .ToArray();
        Pointer input = _b.Point("input", new Pointer(Transformed), (point * SourcePlane) + (tiles * Layout.Block));
        _b.For("inputBlock", 0, _x.Channels, Layout.Block, channels =>
        {
            Pointer number = _b.Point("number", input, (channels / Layout.Block) * RunLength);
            _b.For("channel", 0, Index.Min(Layout.Block, _x.Channels - channels), 1, _ =>
            {
                Lane[] w = Enumerable.Range(0, vectors)
                    .Select(v => (Lane)_b.Pass(InvariantText.Of($"weight{v}"), _b.Load(weights[v / _b.VectorsPerBlock], v % _b.VectorsPerBlock * _b.Lanes)))
                    .ToArray();
                for (int t = 0; t < tile.Columns; t++)
                {
                    Lane value = _b.Pass("value", _b.Broadcast(number, t * Layout.Block));
                    for (int v = 0; v < vectors; v++)
                        _b.Assign(sums[v, t], Lane.Fma(w[v], value, sums[v, t]));
                }

                _b.Advance(number, 1);
                foreach (Pointer o in weights)
                    _b.Advance(o, Layout.Block);
            });
        });
        Pointer output = _b.Point("product", new Pointer(Products), (point * TargetPlane) + (block * RunLength) + (tiles * Layout.Block));
        for (int v = 0; v < vectors; v++)
        {
            for (int t = 0; t < tile.Columns; t++)
                _b.Store(output, (RunLength * (v / _b.VectorsPerBlock)) + ((t * Layout.Block) + (v % _b.VectorsPerBlock * _b.Lanes)), sums[v, t]);
        }
    }
}
