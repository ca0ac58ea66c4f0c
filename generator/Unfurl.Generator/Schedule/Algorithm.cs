namespace Unfurl.Generator;

/// <summary>How a kernel sums, as the layer table says it, and how accurate that is.</summary>
/// <remarks>
/// The error is one of expectation, for numbers and weights that are independent and of mean 0: the root mean square of what rounding adds to an output, over the root mean square
/// of the outputs, in units of 2^-23. Each rounding counts at its largest, u = 2^-24 of what is rounded, and is independent of the others, as in Higham and Mary
/// (A new approach to probabilistic rounding error analysis, 2019). A sum of k products has mean square k s, so a chain of K multiply-adds gathers u^2 s (1 + 2 + .. + K), relative to K s
/// that is u^2 (K + 1) / 2. Random data measure at some 0.4 of it, because a rounding's own mean square is (0.42 u)^2.
/// </remarks>
/// <param name="Name">What it is called.</param>
/// <param name="Error">The expected error in units of 2^-23.</param>
internal sealed record Algorithm(string Name, double Error)
{
    // u in units of 2^-23.
    private const double Rounding = 0.5;

    // Beside the chain: the products' own roundings where multiply-adds are not fused, and that of a weight that carries a folded normalisation.
    private const double OtherRoundings = 2;

    /// <summary>A chain of multiply-adds, or of additions.</summary>
    public static Algorithm Chain(string name, int products) => new(name, Of(ChainRoundings(products) + OtherRoundings));

    /// <summary>Products at points between transforms whose rounded results are amplified.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="channels">Products summed at each point.</param>
    /// <param name="amplification">Mean square of the transformed products over that of the outputs.</param>
    /// <param name="transformRoundings">Roundings a number meets in all transforms together.</param>
    public static Algorithm Transformed(string name, int channels, double amplification, int transformRoundings) =>
        new(name, Of(amplification * (ChainRoundings(channels) + transformRoundings + OtherRoundings)));

    private static double ChainRoundings(int products) => (products + 1) / 2.0;

    private static double Of(double squares) => Rounding * Math.Sqrt(squares);
}
