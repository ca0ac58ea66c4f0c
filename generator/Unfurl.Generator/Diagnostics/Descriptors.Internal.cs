using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>09xx: defects of Unfurl itself.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Internal = Error(
        "UNF0901", "The generator failed", "Network '{0}' could not be compiled, which is a defect of Unfurl; please report it with the declaration: {1}");
}
