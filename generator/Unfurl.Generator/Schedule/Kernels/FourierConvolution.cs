namespace Unfurl.Generator;

/// <summary>Convolution by products of spectra, blocked by 16 channels on both sides; see <see cref="FourierPlan"/>.</summary>
/// <remarks>
/// For each run of tiles: transform the inputs, multiply at each point a complex matrix of weights [O x C] with one of inputs [C x tiles], transform the products back
/// and store what lies inside, bias and activation applied. The last tile of a row ends at the border, and so does the last run, as in <see cref="WinogradConvolution"/>.
/// Where a map is smaller than a tile, its last row and column are read again: no output that is kept sees them.
/// </remarks>
internal sealed class FourierConvolution
{
    private const string Transformed = "transformed";
    private const string Products = "products";
    private const string Columns = "columns";
    private const string RowName = "row";

    private readonly LoopBuilder _b;
    private readonly FourierPlan _plan;
    private readonly ConvolutionPlan _convolution;
    private readonly TensorView _x;
    private readonly TensorView _y;
    private readonly FourierLine _across;
    private readonly FourierLine _down;
    private readonly Pointer _turns;

    private FourierConvolution(LoopBuilder b, FourierPlan plan)
    {
        (_b, _plan, _convolution) = (b, plan, plan.Convolution);
        (_x, _y) = (new TensorView(Kernel.X, _convolution.Source), new TensorView(Kernel.Y, _convolution.Target));
        _turns = RowTurns(b, plan.Side);
        _across = new FourierLine(b, "across", plan.Half);
        _down = new FourierLine(b, "down", plan.Side);
    }

    public static Kernel Create(FourierPlan plan) => new(
        InvariantText.Of($"ConvolveFourier{plan.Side}"),
        InvariantText.Of($"{plan.Convolution.Formula}, by {plan.Points} complex products for each {plan.OutputRows}x{plan.OutputColumns} outputs: Y = F'(F(x) conj F(w))"),
        plan.Convolution.ParametersWith(Transformed, Products, Columns, RowName),
        Widths: true,
        b => new FourierConvolution(b, plan).Write())
    {
        IsSpecialised = true,
        Identity = plan,
        Algorithm = Algorithm.Transformed(InvariantText.Of($"FFT {plan.Side}x{plan.Side}"), 2 * plan.SourceChannels, 1, plan.Roundings),
        Work = plan.Convolution.Work * plan.Cost / TransformCosts.Direct(plan.Convolution),
    };

    /// <summary>Floats of a thread for the columns of a tile; a number more in each, as between points.</summary>
    public static int ColumnsLength(FourierPlan plan) => plan.Half * (plan.Side + 1) * FourierPlan.Pair;

    /// <summary>Floats of a thread for a row of outputs.</summary>
    public static int RowLength(FourierPlan plan) => plan.Side * Layout.Block;

    /// <summary>By what the numbers of a row are turned: e^(i pi n / T).</summary>
    public static Pointer RowTurns(LoopBuilder b, int side) => FourierLine.Turns(b, "turns", Enumerable.Range(0, side / 2).Select(n => n / (2.0 * side)));

    private Index Run => new Size("Run", _plan.Run);

    // Floats of a run in a block of channels.
    private Index RunLength => new Size("RunLength", _plan.Run * FourierPlan.Pair);

    private Index SourcePlane => new Size("SourcePlane", _plan.SourcePlane);

    private Index TargetPlane => new Size("TargetPlane", _plan.TargetPlane);

    // Floats of a complex number and of a column of them, in what a thread keeps.
    private int Pair => 2 * _b.Lanes;

    private int ColumnLength => (_plan.Side + 1) * Pair;

    private void Write() => _b.For("sample", Kernel.Samples, sample => _b.For("start", 0, new Size("Tiles", _plan.Tiles), Run, start =>
    {
        Index first = _b.Let("first", Index.Min(start, new Size("LastRun", _plan.Tiles - _plan.Run)));
        _b.Remark("spectra of every tile: along its rows, then down the columns of that");
        _b.Shared("block", _x.Planes, block => _b.OverVectors(
            block, lane => OverTiles(first, (tile, row, column) => TransformInputs(sample, lane, tile, row, column))));
        _b.Remark("complex products at every point, summed over channels");
        new SpectrumProduct(_b, _plan).Write(Transformed, Products);
        _b.Remark("and back: up the columns, then along the rows whose outputs are kept");
        _b.Shared("block", _y.Planes, block => _b.OverVectors(block, lane =>
        {
            Lane? bias = _convolution.Bias ? _b.Let("added", _b.Load(new Pointer(ConvolutionPlan.BiasName), (lane.Block * Layout.Block) + lane.Offset)) : null;
            OverTiles(first, (tile, row, column) => TransformProducts(sample, lane, bias, tile, row, column));
        }));
    }));

    private void OverTiles(Index first, Action<Index, Index, Index> body) => _b.For("tile", Run, tile =>
    {
        Index across = new Size("TilesAcross", _plan.TilesAcross), rows = new Size("OutputRows", _plan.OutputRows), columns = new Size("OutputColumns", _plan.OutputColumns);
        Index at = _b.Let("at", first + tile);
        Index row = _b.Let("firstRow", Index.Min((at / across) * rows, new Size("LastRow", _convolution.Rows.Count - _plan.OutputRows)));
        Index column = _b.Let("firstColumn", Index.Min((at % across) * columns, new Size("LastColumn", _convolution.Columns.Count - _plan.OutputColumns)));
        body(tile, row, column);
    });

    private void TransformInputs(Index sample, (Index Block, Index Offset) lane, Index tile, Index row, Index column)
    {
        TapGrid taps = _convolution.Taps;
        int readRows = _plan.OutputRows + taps.Rows.Count - 1, readColumns = _plan.OutputColumns + taps.Columns.Count - 1;
        Pointer d = _b.Point(
            "d",
            _x.Pointer,
            _x.At(sample, lane.Block, row, column) + (new Size("TapRow", taps.Rows.FirstOffset) * _x.Row) + (new Size("TapColumn", taps.Columns.FirstOffset) * Layout.Block) + lane.Offset);
        _b.For("r", _plan.Side, r =>
        {
            Pointer line = _b.Point("line", d, Index.Min(r, new Size("LastLine", readRows - 1)) * _x.Row);
            ComplexRow spectrum = Row(r);
            _across.Forward(Turned, spectrum, spectrum);

            Func<int, ComplexLane> Turned(Index first)
            {
                bool whole = readColumns >= _plan.Side;
                Pointer turns = FourierLine.TurnsFrom(_b, _turns, first), from = first == 0 || !whole ? line : _b.Point("from", line, first * Layout.Block);
                return n => FourierLine.Turn(_b, new(Cell(n), Cell(n + _plan.Half)), turns, n, back: false);
                Lane Cell(int n) => _b.Load(from, (whole ? n : Index.Min(first + n, readColumns - 1)) * Layout.Block);
            }
        });
        Pointer target = _b.Point("spectrum", new Pointer(Transformed), (lane.Block * RunLength) + (tile * FourierPlan.Pair) + lane.Offset);
        _b.For("m", _plan.Half, m =>
        {
            ComplexRow column = Column(m);
            _down.Forward(
                first => column.LoadsFrom(_b, first),
                column,
                new ComplexRow(_b.Point("points", target, m * (SourcePlane * _plan.Side)), SourcePlane, Layout.Block));
        });
    }

    private void TransformProducts(Index sample, (Index Block, Index Offset) lane, Lane? bias, Index tile, Index row, Index column)
    {
        Pointer source = _b.Point("spectrum", new Pointer(Products), (lane.Block * RunLength) + (tile * FourierPlan.Pair) + lane.Offset);
        _b.For("m", _plan.Half, m =>
        {
            ComplexRow column = Column(m);
            _down.Back(
                new ComplexRow(_b.Point("points", source, m * (TargetPlane * _plan.Side)), TargetPlane, Layout.Block), column, first => column.StoresFrom(_b, first), _plan.OutputRows);
        });
        Pointer target = _b.Point("output", _y.Pointer, _y.At(sample, lane.Block, row, column) + lane.Offset);
        TensorView? added = _convolution.AddendView;
        Pointer? addend = added is null ? null : _b.Point("residual", added.Pointer, added.At(sample, lane.Block, row, column) + lane.Offset);
        _b.For("r", new Size("OutputRows", _plan.OutputRows), r =>
        {
            ComplexRow spectrum = Row(r);
            _across.Back(spectrum, spectrum, StoreRow, Math.Min(_plan.Half, _plan.OutputColumns));
            _b.For("c", new Size("OutputColumns", _plan.OutputColumns), c =>
            {
                Lane sum = _b.Load(new Pointer(RowName), c * _b.Lanes);
                _b.Store(
                    target,
                    (r * _y.Row) + (c * Layout.Block),
                    _convolution.Finish(_b, _b.Pass("value", bias is null ? sum : sum + bias), addend is null ? null : _b.Load(addend, (r * added!.Row) + (c * Layout.Block))));
            });
        });
    }

    private Action<int, ComplexLane> StoreRow(Index first)
    {
        Pointer turns = FourierLine.TurnsFrom(_b, _turns, first), row = first == 0 ? new Pointer(RowName) : _b.Point("to", new Pointer(RowName), first * _b.Lanes);
        return (n, number) =>
        {
            ComplexLane turned = FourierLine.Turn(_b, number, turns, n, back: true);
            _b.Store(row, n * _b.Lanes, turned.Re);
            if (_plan.OutputColumns > _plan.Half)
                _b.Store(row, (n + _plan.Half) * _b.Lanes, turned.Im);
        };
    }

    // A row and a column of the complex numbers that a thread keeps.
    private ComplexRow Row(Index r) => new(_b.Point("rowSpectrum", new Pointer(Columns), r * Pair), ColumnLength, _b.Lanes);

    private ComplexRow Column(Index m) => new(_b.Point("columnSpectrum", new Pointer(Columns), m * ColumnLength), Pair, _b.Lanes);
}
