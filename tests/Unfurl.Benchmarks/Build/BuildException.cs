namespace Unfurl.Benchmarks;

/// <summary>A project that should build does not; the message shows what was said.</summary>
internal sealed class BuildException(string message) : Exception(message);
