namespace Unfurl.Generator;

/// <summary>One call of the emitted program.</summary>
/// <param name="Section">The part of the program.</param>
/// <param name="Layer">The layer it serves, -1 for none.</param>
/// <param name="ForInputGradient">Only needed if the caller wants the gradient of the input.</param>
internal abstract record Step(Section Section, int Layer, bool ForInputGradient);

/// <summary>Calls a kernel.</summary>
internal sealed record KernelStep(Section Section, int Layer, bool ForInputGradient, Kernel Kernel, EquatableArray<Argument> Arguments)
    : Step(Section, Layer, ForInputGradient);

/// <summary>Draws a dropout mask.</summary>
internal sealed record MaskStep(Section Section, int Layer, bool ForInputGradient, Buffer Mask, double Probability)
    : Step(Section, Layer, ForInputGradient);

/// <summary>What a kernel is called with.</summary>
internal abstract record Argument;

/// <summary>A buffer's start.</summary>
internal sealed record BufferArgument(Buffer Buffer) : Argument;

/// <summary>The number of samples.</summary>
internal sealed record SamplesArgument : Argument;

/// <summary>A factor divided by the number of samples: means over the batch.</summary>
internal sealed record ScaleArgument(double Factor) : Argument;
