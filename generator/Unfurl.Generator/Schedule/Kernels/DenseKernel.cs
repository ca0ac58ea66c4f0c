namespace Unfurl.Generator;

/// <summary>Vectors times a matrix, vectors along the outputs: y[o] = b[o] + sum over i of x[i] w[i][o], for each sample.</summary>
/// <remarks>
/// Serves the forward pass with packed weights and the gradient of the input with the natural ones, whose rows are outputs: dx[i] = sum over o of
/// dy[o] w[o][i]. Samples are multiplied six at a time, and what is left two at a time, with a chunk of a panel that stays in the first-level cache; what is
/// summed so far waits in the output meanwhile. A last one alone reads every weight once as it stands. Numbers past the last output are nobody's.
/// </remarks>
internal sealed class DenseKernel
{
    // Samples that meet a weight while it is in a register, and of what is left.
    private const int Together = 6, Pair = 2;

    // Floats of a panel's chunk: half a first-level cache of 32 KB.
    private const int ChunkLength = 4096;

    private readonly LoopBuilder _b;
    private readonly DensePlan _plan;
    private readonly int _vectors;

    private DenseKernel(LoopBuilder b, DensePlan plan)
    {
        (_b, _plan) = (b, plan);
        int most = (b.Registers - 1) / (Together + 1);
        int all = plan.Weights.Blocks * b.VectorsPerBlock;
        _vectors = b.Choices.Choose(
            b.Lanes, plan.Key, [.. Enumerable.Range(1, Math.Min(all, most)).Where(v => all % v == 0)], c => c[c.Count - 1], v => InvariantText.Of($"tile={v}"));
    }

    public static Kernel Create(DensePlan plan) => new(
        "Dense",
        (plan.Bias ? "y[o] = b[o] + sum over i of x[i] w[i,o]" : "y[o] = sum over i of x[i] w[i,o]") + (plan.Epilogue is null ? "" : $", then x => {plan.Epilogue}"),
        plan.Bias ? Kernels.Over("x", "weights", "bias", "y") : Kernels.Over("x", "weights", "y"),
        Widths: true,
        b => Write(b, plan))
    {
        IsSpecialised = true,
        Identity = plan,
        Algorithm = Algorithm.Chain("matrix product", plan.Inputs),

        // One sample reads every weight for one product.
        Work = (double)plan.Inputs * plan.Outputs / 12,
    };

    private static void Write(LoopBuilder b, DensePlan plan)
    {
        if (StraightDense.Fits(plan))
            StraightDense.Write(b, plan);
        else
            new DenseKernel(b, plan).Write();
    }

    // Outputs of a tile.
    private int Width => _vectors * _b.Lanes;

    private Index Inputs => new Size("Inputs", _plan.Inputs);

    private int Chunk => Math.Max(Layout.Block, ChunkLength / Width);

    private void Write()
    {
        Index sixes = _b.Let("sixes", (Kernel.Samples / Together) * Together), pairs = _b.Let("pairs", (Kernel.Samples / Pair) * Pair);
        OverTiles((output, weights) =>
        {
            _b.For("sample", pairs, sample => Start(sample, output));
            if (_plan.Inputs <= Chunk)
                OverChunk(0, Inputs);
            else
                _b.For("start", 0, Inputs, Chunk, start => OverChunk(start, _b.Let("count", Index.Min(Chunk, Inputs - start))));
            if (_plan.Epilogue is not null)
                _b.For("sample", pairs, sample => Finish(sample, output));
            _b.For("sample", pairs, Kernel.Samples, 1, sample => One(sample, output, weights));

            void OverChunk(Index start, Index count)
            {
                _b.For("six", 0, sixes, Together, first => OverSamples(first, Together, output, weights, start, count));
                _b.For("pair", sixes, pairs, Pair, first => OverSamples(first, Pair, output, weights, start, count));
            }
        });
    }

    private void OverTiles(Action<Index, Pointer> body)
    {
        Index width = new Size("PanelWidth", _plan.Weights.Width);
        _b.Shared("panel", new Size("Panels", Layout.RoundUp(_plan.Outputs) / _plan.Weights.Width), panel =>
        {
            if (Width == _plan.Weights.Width)
                Tile(0);
            else
                _b.For("part", 0, width, Width, Tile);

            void Tile(Index part) => body(
                _b.Let("output", (panel * width) + part), _b.Point("w", new Pointer("weights"), (panel * new Size("PanelLength", _plan.Weights.Panel)) + part));
        });
    }

    private void Start(Index sample, Index output) =>
        Vectors(sample, output, (y, at) => _b.Store(y, at, _plan.Bias ? _b.Load(new Pointer("bias"), output + at) : _b.Zero));

    private void Finish(Index sample, Index output) =>
        Vectors(sample, output, (y, at) => _b.Store(y, at, _b.Apply(_plan.Epilogue!, _ => _b.Pass("value", _b.Load(y, at)))));

    private void Vectors(Index sample, Index output, Action<Pointer, Index> body)
    {
        Pointer y = Output(sample, output);
        for (int v = 0; v < _vectors; v++)
            body(y, v * _b.Lanes);
    }

    private Index YSample => new Size("YSample", _plan.TargetLength);

    private Index XSample => new Size("XSample", _plan.SourceLength);

    private Pointer Output(Index sample, Index output) => _b.Point("to", Kernel.Y, (sample * YSample) + output);

    private Pointer Input(Index sample, Index start) => _b.Point("input", Kernel.X, (sample * XSample) + start);

    // y += x w over some inputs, for some samples together. Distances between samples are constants, so that one pointer serves all of them.
    private void OverSamples(Index first, int together, Index output, Pointer weights, Index start, Index count)
    {
        Pointer x = Input(first, start), y = Output(first, output);
        var sums = new LaneLocal[together, _vectors];
        for (int n = 0; n < together; n++)
        {
            for (int v = 0; v < _vectors; v++)
                sums[n, v] = _b.Let(InvariantText.Of($"sum{n}_{v}"), _b.Load(y, (YSample * n) + (v * _b.Lanes)));
        }

        Pointer w = _b.Point("chunk", weights, start * new Size("WeightsRow", _plan.Weights.Row));
        _b.For("i", count, _ =>
        {
            Products(w, 0, together, n => _b.Broadcast(x, XSample * n), (n, v) => sums[n, v]);
            _b.Advance(x, 1);
            _b.Advance(w, new Size("WeightsRow", _plan.Weights.Row));
        });
        for (int n = 0; n < together; n++)
        {
            for (int v = 0; v < _vectors; v++)
                _b.Store(y, (YSample * n) + (v * _b.Lanes), sums[n, v]);
        }
    }

    // Few sums cannot hide the latency of a multiply-add: neighbouring inputs get sums of their own. Strictly there is but one order, that of samples multiplied together.
    private void One(Index sample, Index output, Pointer weights)
    {
        int chains = _b.IsStrict ? 1 : Math.Min(Math.Max(1, Math.Min(4, TileCosts.Latency / _vectors)), Math.Max(1, (_b.Registers - 2 - _vectors) / _vectors));
        var sums = new LaneLocal[chains, _vectors];
        for (int c = 0; c < chains; c++)
        {
            for (int v = 0; v < _vectors; v++)
                sums[c, v] = _b.Let(InvariantText.Of($"one{c}_{v}"), c == 0 && _plan.Bias ? _b.Load(new Pointer("bias"), output + (v * _b.Lanes)) : _b.Zero);
        }

        Pointer x = Input(sample, 0), w = _b.Point("row", weights, 0);
        Index row = new Size("WeightsRow", _plan.Weights.Row);
        _b.For("i", 0, Inputs - (_plan.Inputs % chains), chains, _ => Chains(chains));
        if (_plan.Inputs % chains > 0)
            Chains(_plan.Inputs % chains);
        Pointer y = Output(sample, output);
        for (int v = 0; v < _vectors; v++)
        {
            Lane sum = Enumerable.Range(0, chains).Select(c => (Lane)sums[c, v]).Aggregate((a, b) => a + b);
            _b.Store(y, v * _b.Lanes, _plan.Epilogue is null ? sum : _b.Apply(_plan.Epilogue, _ => sum));
        }

        void Chains(int count)
        {
            for (int c = 0; c < count; c++)
                Products(w, row * c, 1, _ => _b.Broadcast(x, c), (_, v) => sums[c, v]);
            _b.Advance(w, row * count);
            _b.Advance(x, count);
        }
    }

    private void Products(Pointer weights, Index offset, int samples, Func<int, Lane> value, Func<int, int, LaneLocal> sum)
    {
        Lane[] w = Enumerable.Range(0, _vectors).Select(v => (Lane)_b.Pass(InvariantText.Of($"weight{v}"), _b.Load(weights, offset + (v * _b.Lanes)))).ToArray();
        for (int n = 0; n < samples; n++)
        {
            Lane number = _b.Pass("number", value(n));
            for (int v = 0; v < _vectors; v++)
                _b.Assign(sum(n, v), Lane.Fma(number, w[v], sum(n, v)));
        }
    }
}
