namespace Unfurl.Generator;

/// <summary>Walks the taps of a convolution for one input channel: spelled out if that is short, else in a loop over the kernel's rows, and for
/// very wide kernels over its columns too.</summary>
/// <param name="b">Where the plan is written.</param>
/// <param name="taps">The taps.</param>
/// <param name="x">What is read.</param>
/// <param name="rows">Where the weights of the kernel's rows stand.</param>
/// <param name="columns">Where the weights of a row's columns stand, from the row's.</param>
/// <param name="productsPerTap">Multiply-adds of one tap.</param>
internal sealed class TapLoops(LoopBuilder b, TapGrid taps, TensorView x, WeightAxis rows, WeightAxis columns, int productsPerTap)
{
    /// <summary>Whether a row's columns are walked one by one because their weights do not fit the registers together. Spelled out, each would read the cells of the one
    /// before it again; the JIT notices, keeps them all, and spills.</summary>
    public bool OneByOne { get; init; }

    /// <param name="input">The cell of the tile's first output.</param>
    /// <param name="weights">The channel's weights, one pointer per output channel or block.</param>
    /// <param name="products">Writes the multiply-adds of some columns of one kernel row.</param>
    public void Write(Pointer input, Pointer[] weights, Action<TapRun> products)
    {
        int budget = ConvolutionPlan.UnrollBudget(b.Lanes);
        int[] all = Enumerable.Range(0, taps.Columns.Count).ToArray();
        if (!OneByOne && taps.Count * productsPerTap <= budget)
        {
            for (int r = 0; r < taps.Rows.Count; r++)
                products(Run(input, taps.Rows.Offset(r) * x.Row, weights, rows.At(r), all));
            return;
        }

        Pointer line = b.Point("line", input, taps.Rows.FirstOffset * x.Row);
        Pointer[] lineWeights = weights.Select(w => b.Point(w.Name + "Line", w, rows.First)).ToArray();
        b.For("r", taps.Rows.Count, _ =>
        {
            if (!OneByOne && taps.Columns.Count * productsPerTap <= budget * 6 / 5)
                products(Run(line, 0, lineWeights, 0, all));
            else
                OverColumns(line, lineWeights, products);
            Next(line, taps.Rows.OffsetStep * x.Row, lineWeights, rows.Step);
        });
    }

    private void OverColumns(Pointer line, Pointer[] lineWeights, Action<TapRun> products)
    {
        Pointer cell = b.Point("cell", line, taps.Columns.FirstOffset * x.Column);
        Pointer[] cellWeights = lineWeights.Select(w => b.Point(w.Name + "Cell", w, columns.First)).ToArray();
        b.For("s", taps.Columns.Count, _ =>
        {
            products(new TapRun(cell, 0, cellWeights, [new Tap(0, 0)]));
            Next(cell, taps.Columns.OffsetStep * x.Column, cellWeights, columns.Step);
        });
    }

    private TapRun Run(Pointer input, Index offset, Pointer[] weights, int firstWeight, int[] all) =>
        new(input, offset, weights, all.Select(s => new Tap(taps.Columns.Offset(s), firstWeight + columns.At(s))).ToArray());

    private void Next(Pointer input, Index step, Pointer[] weights, int weightStep)
    {
        b.Advance(input, step);
        foreach (Pointer w in weights)
            b.Advance(w, weightStep);
    }
}

/// <summary>Where weights stand along one axis of the kernel: an arithmetic sequence of floats.</summary>
internal readonly record struct WeightAxis(int First, int Step)
{
    public int At(int tap) => First + (tap * Step);
}

/// <summary>Taps of one kernel row.</summary>
/// <param name="Input">Where the cells are counted from.</param>
/// <param name="Offset">Of the kernel row.</param>
/// <param name="Weights">Where the weights are counted from.</param>
/// <param name="Taps">The taps.</param>
internal sealed record TapRun(Pointer Input, Index Offset, Pointer[] Weights, Tap[] Taps);

/// <summary>A tap: its column, and its weight's place.</summary>
internal readonly record struct Tap(int Column, int Weight);
