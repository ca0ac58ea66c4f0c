namespace Unfurl;

/// <summary>What code a network gets.</summary>
public enum NetworkMode
{
    /// <summary>Forward and backward; training state is allocated only when training starts.</summary>
    Training = 0,

    /// <summary>Forward only: no gradient code at all.</summary>
    Inference = 1,
}
