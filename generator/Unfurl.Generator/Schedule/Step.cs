namespace Unfurl.Generator;

/// <summary>One call of the emitted program.</summary>
/// <param name="Section">The part of the program.</param>
/// <param name="Layer">The layer it serves, -1 for none.</param>
/// <param name="ForInputGradient">Only needed if the caller wants the gradient of the input.</param>
internal abstract record Step(Section Section, int Layer, bool ForInputGradient)
{
    /// <summary>Whether it hands an output to the caller.</summary>
    public virtual bool WritesOutput => false;
}

/// <summary>Calls a kernel.</summary>
internal sealed record KernelStep(Section Section, int Layer, bool ForInputGradient, Kernel Kernel, EquatableArray<Argument> Arguments)
    : Step(Section, Layer, ForInputGradient)
{
    public override bool WritesOutput => Arguments.OfType<BufferArgument>().Any(b => b.Buffer.Storage == Storage.Output);
}

/// <summary>Fills a buffer with random numbers, which depend on the pass and the layer alone.</summary>
internal sealed record DrawStep(Section Section, int Layer, bool ForInputGradient, Buffer Target, Draw Draw) : Step(Section, Layer, ForInputGradient);

/// <summary>How random numbers are drawn.</summary>
/// <param name="Method">A method of the library, which takes the span to fill, the arguments, the pass and the layer.</param>
/// <param name="Arguments">Numbers it takes.</param>
internal sealed record Draw(string Method, EquatableArray<double> Arguments)
{
    public Draw(string method, params double[] arguments)
        : this(method, new EquatableArray<double>(arguments))
    {
    }

    /// <summary>Whether every pass draws the same.</summary>
    public bool IsFixed { get; init; }
}

/// <summary>What a kernel is called with.</summary>
internal abstract record Argument;

/// <summary>A place in a buffer.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Offset">Floats from its start.</param>
internal sealed record BufferArgument(Buffer Buffer, Extent Offset = default) : Argument;

/// <summary>The number of samples.</summary>
internal sealed record SamplesArgument : Argument;

/// <summary>A factor.</summary>
/// <param name="Factor">The number.</param>
/// <param name="PerSample">Whether it is divided by the number of samples: means over the batch.</param>
internal sealed record ScaleArgument(double Factor, bool PerSample = true) : Argument;
