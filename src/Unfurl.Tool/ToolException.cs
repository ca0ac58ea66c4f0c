namespace Unfurl.Tool;

/// <summary>The tool cannot go on; the message says what, where and why, for whoever called it.</summary>
internal class ToolException(string message) : Exception(message);
