namespace Unfurl;

/// <summary>The losses.</summary>
public enum Loss
{
    /// <summary>-log softmax(x)[label], mean over samples (and pixels). x are logits over the channel axis, labels are <c>int</c>. Behind a
    /// last Softmax it reads the Softmax's input. As PyTorch CrossEntropyLoss.</summary>
    CrossEntropy = 0,

    /// <summary>(x - target)^2, mean over all elements of the batch; targets are <c>float</c>. As PyTorch MSELoss.</summary>
    MeanSquaredError = 1,
}
