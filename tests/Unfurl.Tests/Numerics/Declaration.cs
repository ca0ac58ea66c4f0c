using System.Globalization;

namespace Unfurl.Tests.Numerics;

/// <summary>A network class as C# text.</summary>
/// <param name="Name">The class.</param>
/// <param name="Text">Its declaration.</param>
internal sealed record Declaration(string Name, string Text)
{
    /// <summary>What stands in its schedule file; empty for none.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>A class with an input shape, layers as they stand between brackets, and perhaps a loss.</summary>
    public static Declaration Of(string name, string input, string layers, string? loss = null) =>
        Judged(name, input, layers, loss is null ? "" : $"[Loss(Loss.{loss})]\n");

    /// <summary>The letters and digits of an argument list: part of a name.</summary>
    public static string Word(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    /// <summary>A class with an input shape, layers as they stand between brackets, and attributes of losses with their brackets.</summary>
    public static Declaration Judged(string name, string input, string layers, string losses) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"[Network({input})]\n[{layers}]\n{losses}public partial class {name};\n"));
}
