using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Unfurl.Tool;

/// <summary>What the compiler makes of a declaration and the text that was generated for it.</summary>
/// <param name="Assembly">The library, loaded into this process; null if it does not compile.</param>
/// <param name="Errors">What the compiler found wrong.</param>
internal sealed record NetworkLibrary(Assembly? Assembly, IReadOnlyList<string> Errors)
{
    /// <summary>Compiles and loads.</summary>
    public static NetworkLibrary Of(Compilation compilation)
    {
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image);
        string[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
        return new NetworkLibrary(result.Success ? Assembly.Load(image.ToArray()) : null, errors);
    }

    /// <summary>A new network of a class in it.</summary>
    public INetwork Create(string type, int seed) =>
        (INetwork)Activator.CreateInstance(Assembly!.GetType(type, throwOnError: true)!, seed)!;
}
