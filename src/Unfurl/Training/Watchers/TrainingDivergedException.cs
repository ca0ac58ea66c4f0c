namespace Unfurl;

/// <summary>A loss or a gradient became infinite or NaN. The weights are those before that step.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(string message, string? layer, double loss)
        : base(message)
    {
        Layer = layer;
        Loss = loss;
    }

    /// <summary>The layer where it began: the first whose weights or outputs are not finite, or the last whose gradients are not. If
    /// nothing of it is known, the layer with the largest weight; the message says which. Null if it came with the batch.</summary>
    public string? Layer { get; }

    /// <summary>The loss of the step.</summary>
    public double Loss { get; }
}
