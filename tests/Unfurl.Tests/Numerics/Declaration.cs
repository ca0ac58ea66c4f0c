using System.Globalization;

namespace Unfurl.Tests.Numerics;

/// <summary>A network class as C# text.</summary>
/// <param name="Name">The class.</param>
/// <param name="Text">Its declaration.</param>
internal sealed record Declaration(string Name, string Text)
{
    /// <summary>A class with an input shape, layers as they stand between brackets, and perhaps a loss.</summary>
    public static Declaration Of(string name, string input, string layers, string? loss = null) => new(
        name,
        string.Create(
            CultureInfo.InvariantCulture,
            $"[Network({input})]\n[{layers}]\n{(loss is null ? "" : $"[Loss(Loss.{loss})]\n")}public partial class {name};\n"));
}
