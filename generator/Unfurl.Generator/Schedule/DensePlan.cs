namespace Unfurl.Generator;

/// <summary>A product of vectors and a matrix as the kernel sees it.</summary>
/// <param name="Inputs">Numbers summed over.</param>
/// <param name="Outputs">Numbers made.</param>
/// <param name="SourceLength">Floats from a sample to the next in what is read.</param>
/// <param name="TargetLength">Floats from a sample to the next in what is written.</param>
/// <param name="Weights">How the weights lie.</param>
/// <param name="Bias">A bias per output is added.</param>
/// <param name="Epilogue">A formula applied before the store.</param>
internal sealed record DensePlan(int Inputs, int Outputs, int SourceLength, int TargetLength, DensePanels Weights, bool Bias, Expression? Epilogue)
{
    /// <summary>What a schedule file calls it.</summary>
    public string Key => InvariantText.Of($"dense {Inputs} -> {Outputs}");
}

/// <summary>A matrix of weights in panels: some blocks of 16 outputs side by side, for one input after the other.</summary>
/// <param name="Blocks">Blocks of a panel; they divide those of the output.</param>
/// <param name="Row">Floats from the weights of an input to the next's.</param>
/// <param name="Panel">Floats from a panel to the next.</param>
internal sealed record DensePanels(int Blocks, int Row, int Panel)
{
    /// <summary>Outputs of a panel.</summary>
    public int Width => Blocks * Layout.Block;

    /// <summary>Panels one behind the other, so that weights are read as they stand.</summary>
    public static DensePanels Packed(int inputs, int outputs)
    {
        int width = BlocksOf(outputs) * Layout.Block;
        return new DensePanels(BlocksOf(outputs), width, checked(inputs * width));
    }

    /// <summary>Panels inside rows of a matrix that is read as it is.</summary>
    public static DensePanels InRows(int outputs) => new(BlocksOf(outputs), outputs, BlocksOf(outputs) * Layout.Block);

    // Four blocks and six samples fill the registers of 512 bits.
    private static int BlocksOf(int outputs) => Enumerable.Range(1, 4).Last(b => Layout.RoundUp(outputs) / Layout.Block % b == 0);
}
