namespace Unfurl;

/// <summary>The losses. Those with a formula are means over all elements of the batch, x being the prediction and t the target, a <c>float</c>.</summary>
public enum Loss
{
    /// <summary>-log softmax(x)[label], mean over samples (and pixels). x are logits over the channel axis, labels are <c>int</c>. Behind a
    /// last Softmax it reads the Softmax's input. As PyTorch CrossEntropyLoss.</summary>
    CrossEntropy = 0,

    /// <summary>(x - t)^2. As PyTorch MSELoss.</summary>
    [Formula("(x - t) * (x - t)")]
    MeanSquaredError = 1,

    /// <summary>|x - t|; the gradient at x = t is 0. As PyTorch L1Loss.</summary>
    [Formula("abs(x - t)")]
    MeanAbsoluteError = 2,

    /// <summary>(x - t)^2 / 2 where |x - t| is at most <see cref="LossAttribute.Delta"/>, delta (|x - t| - delta / 2) beyond. As PyTorch HuberLoss.</summary>
    [Formula("where(abs(x - t) <= delta, 0.5 * (x - t) * (x - t), delta * (abs(x - t) - 0.5 * delta))")]
    Huber = 3,

    /// <summary>-t log sigmoid(x) - (1 - t) log(1 - sigmoid(x)), computed from the logits x without overflow; t in [0, 1]. Behind a last Sigmoid it reads the
    /// Sigmoid's input. As PyTorch BCEWithLogitsLoss.</summary>
    [Formula("t * softplus(-x) + (1 - t) * softplus(x)")]
    BinaryCrossEntropy = 4,

    /// <summary>max(0, 1 - t x) with t = -1 or 1; the gradient where t x = 1 is 0. As Keras Hinge.</summary>
    [Formula("max(1 - t * x, 0)")]
    Hinge = 5,
}
