namespace Unfurl;

/// <summary>A network that can learn. Training state is allocated at the first training call.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface ITrainableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : ITrainableNetwork<TSelf>
{
    /// <summary>The gradient of every parameter that is learned, laid out as <see cref="NetworkParameters.Learned"/>.</summary>
    Span<float> Gradients { get; }

    /// <summary>Which random masks the next training pass draws; moves on by itself, set it to repeat one.</summary>
    long TrainingPass { get; set; }

    /// <summary>Class labels per sample that the loss takes; 0 if it takes none.</summary>
    int LabelsPerSample { get; }

    /// <summary>Target numbers per sample that the loss takes; 0 if it takes none.</summary>
    int TargetsPerSample { get; }

    /// <summary>Forward with dropout and batch statistics at work, keeping what <see cref="Backward"/> needs.</summary>
    void ForwardTraining(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Propagates the gradient with respect to the output of the last <see cref="ForwardTraining"/>: adds to
    /// <see cref="Gradients"/>, and writes the gradient with respect to the input unless that span is empty.</summary>
    void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

    /// <summary>One training pass over a batch: forward, loss, backward. Adds the gradient of the mean loss to
    /// <see cref="Gradients"/> and returns the loss.</summary>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="ArgumentException">A span has the wrong length, or a label is out of range.</exception>
    float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    /// <summary>The loss of a batch as used, without dropout and without gradients.</summary>
    float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    /// <summary>Sets all gradients to 0.</summary>
    void ZeroGradients();
}
