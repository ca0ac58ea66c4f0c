namespace Unfurl.Benchmarks;

/// <summary>Something that can be timed against something else on the same input.</summary>
internal interface IContender
{
    /// <summary>The output of the last run.</summary>
    ReadOnlySpan<float> Output { get; }

    /// <summary>Runs so many times. The loop is in here so that a sample pays for one interface call, not for thousands.</summary>
    void Repeat(int times);
}
