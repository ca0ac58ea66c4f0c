using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Every diagnostic, one file a family: 00xx declaration, 01xx shape, 02xx parameters, 03xx training, 04xx graph,
/// 05xx weights, 06xx schedules, 09xx internal. Ids are never reused.</summary>
/// <remarks>A message is one sentence: which part, what is expected, what it got and from whom.</remarks>
internal static partial class Descriptors
{
    /// <summary>Mistakes of the class itself, after which members cannot be added to it.</summary>
    public static bool KeepsFromEmitting(string id) =>
        id == NotPartial.Id || id == NestedInNonPartial.Id || id == GenericNetwork.Id || id == RecordNetwork.Id || id == NotInstantiable.Id
        || id == ReservedName.Id || id == FileLocal.Id;

    public static IEnumerable<DiagnosticDescriptor> All => Table.ById.Values.OrderBy(d => d.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Get(string id) => Table.ById[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Describe(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Describe(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Describe(string id, string title, string message, DiagnosticSeverity severity) => new(
        id,
        title,
        message,
        "Unfurl",
        severity,
        isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/unfurl-net/unfurl/blob/main/generator/docs/{id}.md");

    // A class of its own: static fields of a class in several files are set in no fixed order, and this one needs all the others.
    private static class Table
    {
        public static readonly Dictionary<string, DiagnosticDescriptor> ById = typeof(Descriptors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .ToDictionary(d => d.Id);
    }
}
