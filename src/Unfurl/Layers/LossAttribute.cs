namespace Unfurl;

/// <summary>What training minimises: the mean of a loss over the batch.</summary>
/// <param name="kind">Which loss.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Loss kind) : Attribute
{
    /// <summary>Which loss.</summary>
    public Loss Kind { get; } = kind;

    /// <summary>The named layer whose output it judges; the network's last value unless told. What only a loss reads, such as an auxiliary classifier, exists while
    /// training only.</summary>
    public string? From { get; set; }

    /// <summary>The factor before it is added to the other losses; default 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Of CrossEntropy: the share s of a label's probability that is spread evenly over all classes, in [0, 1); default 0. A sample's loss is then
    /// -(1 - s) w[label] log p[label] - s / classes * sum over c of w[c] log p[c] with p = softmax(x), as PyTorch's label_smoothing.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Of CrossEntropy: what each class counts, w above, at least 0, one number a class; all 1 unless told. The mean divides by the sum of the weights of
    /// the labels, as PyTorch's weight.</summary>
    public double[]? ClassWeights { get; set; }

    /// <summary>Of CrossEntropy: a label that counts neither in the sum nor in the number the mean divides by, as PyTorch's ignore_index; it need not be a class,
    /// such as -100 or 255. None unless told. If all labels of a batch are ignored, loss and gradient are 0.</summary>
    public int IgnoreLabel { get; set; } = int.MinValue;

    /// <summary>Of Huber: the distance from the target at which the square becomes a straight line, greater than 0; default 1.</summary>
    public double Delta { get; set; } = 1;
}
