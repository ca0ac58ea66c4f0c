namespace Unfurl;

/// <summary>Euclidean norms of the gradients of a step: of every tensor, and of all together.</summary>
internal sealed class GradientNorms
{
    private readonly ParameterInfo[] _tensors;
    private readonly double[] _squares;

    public GradientNorms(NetworkParameters weights)
    {
        _tensors = [.. weights.Table.ToArray().Where(tensor => tensor.IsLearned)];
        _squares = new double[_tensors.Length];
    }

    /// <summary>The tensors that are learned, in the order of the table.</summary>
    public ReadOnlySpan<ParameterInfo> Tensors => _tensors;

    /// <summary>Sums of squares, one for each tensor.</summary>
    public ReadOnlySpan<double> Squares => _squares;

    /// <summary>The norm of all gradients; not finite exactly if one of them is not.</summary>
    public double Total { get; private set; }

    /// <summary>Measures the gradients.</summary>
    public void Measure(ReadOnlySpan<float> gradients)
    {
        double sum = 0;
        for (int i = 0; i < _tensors.Length; i++)
        {
            _squares[i] = GradientMath.SumOfSquares(gradients.Slice(_tensors[i].Offset, _tensors[i].Length));
            sum += _squares[i];
        }

        Total = Math.Sqrt(sum);
    }
}
