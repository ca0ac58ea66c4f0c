namespace Unfurl;

/// <summary>How far an epoch has come, and its sums so far.</summary>
internal sealed record EpochPosition
{
    /// <summary>Samples of the epoch; 0 before its first step.</summary>
    public int Samples { get; set; }

    /// <summary>Steps done.</summary>
    public int Steps { get; set; }

    /// <summary>Samples seen.</summary>
    public int Done { get; set; }

    /// <summary>Samples seen when the loss was noted last.</summary>
    public int Noted { get; set; }

    /// <summary>Sum of the losses of the samples seen.</summary>
    public double Loss { get; set; }

    /// <summary>That sum when the loss was noted last.</summary>
    public double NotedLoss { get; set; }

    /// <summary>Sum of the gradient norms of the steps.</summary>
    public double Norm { get; set; }

    /// <summary>The learning rate of the first step.</summary>
    public float LearningRate { get; set; }
}
