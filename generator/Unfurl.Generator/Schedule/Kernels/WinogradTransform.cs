namespace Unfurl.Generator;

/// <summary>The transforms of F(m, 3) along one axis: Y = A' ((G g) * (B' d)) gives m sums of 3 products by m + 2 products.</summary>
internal abstract class WinogradTransform
{
    /// <summary>F(4, 3), with the fewest products, and F(2, 3), with the fewest weights and roundings.</summary>
    public static readonly WinogradTransform Four = new Winograd4(), Two = new Winograd2();

    /// <summary>Outputs of a tile along an axis.</summary>
    public abstract int Outputs { get; }

    /// <summary>Inputs of a tile along an axis, and points.</summary>
    public int Inputs => Outputs + 2;

    /// <summary>Products for a tile and a pair of channels.</summary>
    public int Points => Inputs * Inputs;

    /// <summary>Vector operations of a transform of one tile and 16 channels, there and back.</summary>
    public abstract double Cost { get; }

    /// <summary>Roundings that a number meets at most in the transforms of weights, inputs and products.</summary>
    public abstract int Roundings { get; }

    /// <summary>Mean square of the products that make an output, over that of the output, which is a sum of 9 for each channel: what an error in a product counts for.</summary>
    public double Amplification
    {
        get
        {
            // The same along both axes, and the mean over all outputs.
            double axis = OutputRows.Average(row => row.Select((a, p) => a * a * WeightSquares[p] * InputSquares[p]).Sum());
            return axis * axis / 9;
        }
    }

    /// <summary>Sums of squares of the rows of B': how much the transform raises the mean square of independent numbers.</summary>
    protected abstract double[] InputSquares { get; }

    /// <summary>The same of G.</summary>
    protected abstract double[] WeightSquares { get; }

    /// <summary>A'.</summary>
    protected abstract double[][] OutputRows { get; }

    /// <summary>B' d.</summary>
    public abstract Lane[] Input(LoopBuilder b, Lane[] d);

    /// <summary>A' m.</summary>
    public abstract Lane[] Output(LoopBuilder b, Lane[] m);

    /// <summary>G g.</summary>
    public abstract Lane[] Weights(LoopBuilder b, Lane[] g);

    public override string ToString() => InvariantText.Of($"F({Outputs}x{Outputs},3x3)");
}
