namespace Unfurl.Generator;

/// <summary>F(2, 3) along one axis, at the points 0, 1, -1 and infinity.</summary>
internal sealed class Winograd2 : WinogradTransform
{
    public override int Outputs => 2;

    public override double Cost => 60;

    // Of weights 2 along an axis, of inputs 1, of products 2.
    public override int Roundings => 2 * (2 + 1 + 2);

    protected override double[] InputSquares => [2, 2, 2, 2];

    protected override double[] WeightSquares => [1, 3 / 4.0, 3 / 4.0, 1];

    protected override double[][] OutputRows => [[1, 1, 1, 0], [0, 1, -1, -1]];

    /// <summary>B' d: 4 inputs to 4 points.</summary>
    /// <remarks>d0 - d2; d1 + d2; d2 - d1; d1 - d3.</remarks>
    public override Lane[] Input(LoopBuilder b, Lane[] d) => [d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]];

    /// <summary>A' m: 4 points to 2 outputs.</summary>
    /// <remarks>m0 + m1 + m2; m1 - m2 - m3.</remarks>
    public override Lane[] Output(LoopBuilder b, Lane[] m) => [(m[0] + m[1]) + m[2], (m[1] - m[2]) - m[3]];

    /// <summary>G g: 3 weights to 4 points.</summary>
    /// <remarks>g0; (g0 + g1 + g2) / 2; (g0 - g1 + g2) / 2; g2.</remarks>
    public override Lane[] Weights(LoopBuilder b, Lane[] g)
    {
        Lane half = b.Constant(0.5f), ends = b.Pass("ends", g[0] + g[2]);
        return [g[0], half * (ends + g[1]), half * (ends - g[1]), g[2]];
    }
}
