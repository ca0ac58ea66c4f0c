namespace Unfurl.Generator;

/// <summary>What owns a buffer's memory.</summary>
internal enum Storage
{
    /// <summary>The instance's workspace, once per sample.</summary>
    Workspace,

    /// <summary>The instance's workspace, once per call.</summary>
    Scratch,

    /// <summary>The instance's workspace, once for each thread of a call.</summary>
    Own,

    /// <summary>A caller's span of inputs.</summary>
    Input,

    /// <summary>A caller's span for outputs.</summary>
    Output,

    /// <summary>A caller's span with the gradient of an output.</summary>
    OutputGradient,

    /// <summary>A caller's span for the gradient of an input, perhaps empty.</summary>
    InputGradient,

    /// <summary>The caller's class labels.</summary>
    Labels,

    /// <summary>The caller's target numbers.</summary>
    Targets,

    /// <summary>The weights in natural layout.</summary>
    Parameters,

    /// <summary>Weights packed for the forward pass.</summary>
    PackedForward,

    /// <summary>Weights packed for the backward pass.</summary>
    PackedBackward,

    /// <summary>Weights packed for the forward pass outside training.</summary>
    PackedInference,

    /// <summary>What is computed from weights before it is packed: folded normalisation; and what is packed from that.</summary>
    Folded,

    /// <summary>The gradients of the weights, in natural layout.</summary>
    Gradients,

    /// <summary>The loss.</summary>
    Loss,
}

/// <summary>A piece of memory: who owns it, how long it is, from when to when it is needed, and where it ends up.</summary>
internal sealed class Buffer(string name, Storage storage, Extent length, Extent offset = default)
{
    public string Name { get; } = name;

    public Storage Storage { get; } = storage;

    /// <summary>Floats, of one sample where it exists per sample.</summary>
    public Extent Length { get; } = length;

    /// <summary>Floats from the start of its storage; the memory plan sets it for the workspace.</summary>
    public Extent Offset { get; set; } = offset;

    /// <summary>First step that touches it.</summary>
    public int First { get; set; } = int.MaxValue;

    /// <summary>Last step that touches it.</summary>
    public int Last { get; set; } = -1;

    public void Touch(int step)
    {
        First = Math.Min(First, step);
        Last = Math.Max(Last, step);
    }

    public bool IsAliveWith(Buffer other) => First <= other.Last && other.First <= Last;
}

/// <summary>A value in memory.</summary>
/// <param name="Buffer">The memory.</param>
/// <param name="Layout">How it lies there.</param>
/// <param name="Offset">Floats from the start of each sample to it, where it is part of a larger map.</param>
internal sealed record Tensor(Buffer Buffer, Layout Layout, Extent Offset = default)
{
    /// <summary>Some channels of it as a tensor of their own; null if they share a block of 16 with others.</summary>
    public Tensor? Part(int first, int channels) =>
        Layout.Part(first, channels) is { } part ? new Tensor(Buffer, part, Offset + Layout.ChannelOffset(first)) : null;
}
