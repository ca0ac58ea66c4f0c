namespace Inceptions;

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class OptionException(string message) : Exception(message);
