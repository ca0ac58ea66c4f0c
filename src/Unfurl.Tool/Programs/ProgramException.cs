namespace Unfurl.Tool;

/// <summary>Emitted text is not written as expected, or does not compile.</summary>
internal sealed class ProgramException(string message) : ToolException(message);
