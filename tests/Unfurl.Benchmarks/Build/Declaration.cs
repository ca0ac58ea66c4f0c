using System.Reflection;

namespace Unfurl.Benchmarks;

/// <summary>A declared network as source text; the file is called as its class.</summary>
/// <param name="Name">Name of the class, and what <c>--network</c> calls it.</param>
/// <param name="Text">The file.</param>
internal sealed record Declaration(string Name, string Text)
{
    private const string Folder = "Declarations/";

    /// <summary>All of them, the one with limits first: in a process that has run nothing, its first run is a cold one.</summary>
    private static readonly string[] Names =
        ["GoogLeNet", "ResNet18", "ResNet50", "SqueezeNet", "MobileNet", "DenseNet121", "UNet", "LeNet"];

    /// <summary>The declaration called <paramref name="name"/>, or all.</summary>
    /// <exception cref="OptionException">There is no such network.</exception>
    public static IReadOnlyList<Declaration> Select(string? name)
    {
        string[] found = [.. Names.Where(n => name is null || string.Equals(n, name, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0
            ? [.. found.Select(Open)]
            : throw new OptionException($"There is no network '{name}'; there are {string.Join(", ", Names)}.");
    }

    private static Declaration Open(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The program lacks the resource {Folder}{name}.");
        using var reader = new StreamReader(stream);
        return new Declaration(name, reader.ReadToEnd());
    }
}
