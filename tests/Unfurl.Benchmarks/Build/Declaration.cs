using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unfurl.Benchmarks;

/// <summary>A declared network as source text; the file is called as its class.</summary>
/// <param name="Name">Name of the class, and what the command line calls it.</param>
/// <param name="Text">The file.</param>
internal sealed record Declaration(string Name, string Text)
{
    private const string Folder = "Declarations/";

    private static Assembly Program => Assembly.GetExecutingAssembly();

    /// <summary>Names of all that are declared.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The same network without gradient code: what answers is the same, and the compiler has a third of the text to read.</summary>
    public Declaration ForInference()
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(Text).GetRoot();
        AttributeSyntax network = root.DescendantNodes().OfType<AttributeSyntax>().Single(a => a.Name.ToString() == "Network");
        if (network.ArgumentList!.Arguments.Any(a => a.NameEquals?.Name.ToString() == nameof(NetworkAttribute.Mode)))
            return this;
        int end = network.ArgumentList.CloseParenToken.SpanStart;
        return this with { Text = Text.Insert(end, $", {nameof(NetworkAttribute.Mode)} = {nameof(NetworkMode)}.{nameof(NetworkMode.Inference)}") };
    }

    /// <summary>The declaration of that name.</summary>
    /// <exception cref="OptionException">There is no such network.</exception>
    public static Declaration Find(string name)
    {
        string found = Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new OptionException($"There is no network '{name}'; there are {string.Join(", ", Names)}.");
        using Stream stream = Program.GetManifestResourceStream(Folder + found)!;
        using var reader = new StreamReader(stream);
        return new Declaration(found, reader.ReadToEnd());
    }
}
