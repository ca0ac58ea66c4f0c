namespace Unfurl.Benchmarks;

/// <summary>The peer cannot run; the message says why.</summary>
internal sealed class PeerException(string message) : Exception(message);
