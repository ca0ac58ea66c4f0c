namespace Unfurl.Generator;

/// <summary>F(4, 3) along one axis, at the points 0, 1, -1, 2, -2 and infinity.</summary>
internal sealed class Winograd4 : WinogradTransform
{
    public override int Outputs => 4;

    public override double Cost => 170;

    // Of weights 3 along an axis, of inputs 2, of products 3.
    public override int Roundings => 2 * (3 + 2 + 3);

    protected override double[] InputSquares => [42, 34, 34, 10, 10, 42];

    protected override double[] WeightSquares => [1 / 16.0, 1 / 12.0, 1 / 12.0, 21 / 576.0, 21 / 576.0, 1];

    protected override double[][] OutputRows => [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]];

    /// <summary>B' d: 6 inputs to 6 points.</summary>
    /// <remarks>
    /// 4 d0 - 5 d2 + d4; (d4 - 4 d2) + (d3 - 4 d1); (d4 - 4 d2) - (d3 - 4 d1); (d4 - d2) + 2 (d3 - d1); (d4 - d2) - 2 (d3 - d1); 4 d1 - 5 d3 + d5.
    /// </remarks>
    public override Lane[] Input(LoopBuilder b, Lane[] d)
    {
        Lane four = b.Constant(4), minusFour = b.Constant(-4), minusFive = b.Constant(-5), two = b.Constant(2), minusTwo = b.Constant(-2);
        Lane even = b.Pass("even", Lane.Fma(minusFour, d[2], d[4])), odd = b.Pass("odd", Lane.Fma(minusFour, d[1], d[3]));
        Lane outer = b.Pass("outer", d[4] - d[2]), inner = b.Pass("inner", d[3] - d[1]);
        return
        [
            Lane.Fma(four, d[0], Lane.Fma(minusFive, d[2], d[4])),
            even + odd,
            even - odd,
            Lane.Fma(two, inner, outer),
            Lane.Fma(minusTwo, inner, outer),
            Lane.Fma(four, d[1], Lane.Fma(minusFive, d[3], d[5])),
        ];
    }

    /// <summary>A' m: 6 points to 4 outputs.</summary>
    /// <remarks>m0 + (m1 + m2) + (m3 + m4); (m1 - m2) + 2 (m3 - m4); (m1 + m2) + 4 (m3 + m4); (m1 - m2) + 8 (m3 - m4) + m5.</remarks>
    public override Lane[] Output(LoopBuilder b, Lane[] m)
    {
        Lane one = b.Pass("one", m[1] + m[2]), minusOne = b.Pass("minusOne", m[1] - m[2]);
        Lane two = b.Pass("two", m[3] + m[4]), minusTwo = b.Pass("minusTwo", m[3] - m[4]);
        return
        [
            (m[0] + one) + two,
            Lane.Fma(b.Constant(2), minusTwo, minusOne),
            Lane.Fma(b.Constant(4), two, one),
            Lane.Fma(b.Constant(8), minusTwo, minusOne) + m[5],
        ];
    }

    /// <summary>G g: 3 weights to 6 points.</summary>
    /// <remarks>g0 / 4; -(g0 + g1 + g2) / 6; -(g0 - g1 + g2) / 6; g0 / 24 + g1 / 12 + g2 / 6; g0 / 24 - g1 / 12 + g2 / 6; g2.</remarks>
    public override Lane[] Weights(LoopBuilder b, Lane[] g)
    {
        Lane sixth = b.Constant(1f / 6), ends = b.Pass("ends", g[0] + g[2]);
        Lane wide = b.Pass("wide", Lane.Fma(b.Constant(1f / 24), g[0], sixth * g[2])), middle = b.Pass("middle", b.Constant(1f / 12) * g[1]);
        return
        [
            b.Constant(0.25f) * g[0],
            b.Constant(-1f / 6) * (ends + g[1]),
            b.Constant(-1f / 6) * (ends - g[1]),
            wide + middle,
            wide - middle,
            g[2],
        ];
    }
}
