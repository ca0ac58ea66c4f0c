namespace Unfurl.Generator;

/// <summary>The products of a <see cref="FourierConvolution"/>: at each point the sums over channels of weights times inputs, complex.</summary>
/// <remarks>The weights v are conjugated and scaled already: re y = sum of re v re x - im v im x, im y = sum of im v re x + re v im x.</remarks>
internal sealed class SpectrumProduct(LoopBuilder b, FourierPlan plan)
{
    private readonly TensorView _x = new(Kernel.X, plan.Convolution.Source), _y = new(Kernel.Y, plan.Convolution.Target);
    private readonly SpectrumTile _tile = SpectrumTile.Choose(b, plan.Convolution.Key, plan.TargetBlocks * b.VectorsPerBlock, plan.Run);

    private Index Run => new Size("Run", plan.Run);

    private Index RunLength => new Size("RunLength", plan.Run * FourierPlan.Pair);

    private Index Vectors => _y.Planes * b.VectorsPerBlock;

    /// <param name="transformed">Spectra of inputs.</param>
    /// <param name="products">Where the sums go.</param>
    public void Write(string transformed, string products) => b.Shared("point", plan.Points, "tileVector", Vectors, _tile.Vectors, (point, tileVector) =>
    {
        Index vector = _tile.Vectors == 1 ? tileVector : b.Let("vector", Index.Min(tileVector, Vectors - _tile.Vectors));
        b.For("tileColumn", 0, Run, _tile.Columns, tileColumn =>
        {
            Index tiles = _tile.Columns == 1 ? tileColumn : b.Let("firstTile", Index.Min(tileColumn, Run - _tile.Columns));
            ComplexLane[,] sums = Sum(point, vector, b.Point("input", new Pointer(transformed), (point * new Size("SourcePlane", plan.SourcePlane)) + (tiles * FourierPlan.Pair)));
            Pointer output = b.Point("product", new Pointer(products), (point * new Size("TargetPlane", plan.TargetPlane)) + (tiles * FourierPlan.Pair));
            for (int v = 0; v < _tile.Vectors; v++)
            {
                Pointer at = b.Point(InvariantText.Of($"product{v}"), output, At(vector + v, RunLength));
                for (int t = 0; t < _tile.Columns; t++)
                {
                    b.Store(at, t * FourierPlan.Pair, sums[v, t].Re);
                    b.Store(at, (t * FourierPlan.Pair) + Layout.Block, sums[v, t].Im);
                }
            }
        });
    });

    private ComplexLane[,] Sum(Index point, Index vector, Pointer input)
    {
        var sums = new (LaneLocal Re, LaneLocal Im)[_tile.Vectors, _tile.Columns];
        for (int v = 0; v < _tile.Vectors; v++)
        {
            for (int t = 0; t < _tile.Columns; t++)
                sums[v, t] = (b.Let(InvariantText.Of($"re{v}_{t}"), b.Zero), b.Let(InvariantText.Of($"im{v}_{t}"), b.Zero));
        }

        Index perBlock = new Size("WeightsPerBlock", plan.SourceChannels * FourierPlan.Pair);
        Pointer[] weights = Enumerable.Range(0, _tile.Vectors)
            .Select(v => b.Point(InvariantText.Of($"w{v}"), new Pointer(ConvolutionPlan.Weights), (point * new Size("WeightPlane", plan.WeightPlane)) + At(vector + v, perBlock)))
            .ToArray();
        b.For("inputBlock", 0, _x.Channels, Layout.Block, channels =>
        {
            Pointer number = b.Point("number", input, (channels / Layout.Block) * RunLength);
            b.For("channel", 0, Index.Min(Layout.Block, _x.Channels - channels), 1, _ =>
            {
                AddChannel(sums, weights, number);
                b.Advance(number, 1);
                foreach (Pointer w in weights)
                    b.Advance(w, FourierPlan.Pair);
            });
        });
        var result = new ComplexLane[_tile.Vectors, _tile.Columns];
        for (int v = 0; v < _tile.Vectors; v++)
        {
            for (int t = 0; t < _tile.Columns; t++)
                result[v, t] = new ComplexLane(sums[v, t].Re, sums[v, t].Im);
        }

        return result;
    }

    private void AddChannel((LaneLocal Re, LaneLocal Im)[,] sums, Pointer[] weights, Pointer number)
    {
        var w = new (Lane Re, Lane Im, Lane Minus)[_tile.Vectors];
        for (int v = 0; v < _tile.Vectors; v++)
        {
            Lane re = b.Pass(InvariantText.Of($"weightRe{v}"), b.Load(weights[v], 0)), im = b.Pass(InvariantText.Of($"weightIm{v}"), b.Load(weights[v], Layout.Block));
            w[v] = (re, im, b.Pass(InvariantText.Of($"minus{v}"), Lane.Of("negate", im)));
        }

        for (int t = 0; t < _tile.Columns; t++)
        {
            Lane re = b.Pass("value", b.Broadcast(number, t * FourierPlan.Pair));
            for (int v = 0; v < _tile.Vectors; v++)
            {
                b.Assign(sums[v, t].Re, Lane.Fma(w[v].Re, re, sums[v, t].Re));
                b.Assign(sums[v, t].Im, Lane.Fma(w[v].Im, re, sums[v, t].Im));
            }

            Lane im = b.Pass("value", b.Broadcast(number, (t * FourierPlan.Pair) + Layout.Block));
            for (int v = 0; v < _tile.Vectors; v++)
            {
                b.Assign(sums[v, t].Re, Lane.Fma(w[v].Minus, im, sums[v, t].Re));
                b.Assign(sums[v, t].Im, Lane.Fma(w[v].Re, im, sums[v, t].Im));
            }
        }
    }

    // Where a vector of targets stands.
    private Index At(Index vector, Index perBlock) => b.VectorsPerBlock == 1
        ? vector * perBlock
        : ((vector / b.VectorsPerBlock) * perBlock) + ((vector % b.VectorsPerBlock) * b.Lanes);
}
