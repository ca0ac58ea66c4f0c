using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>00xx: the class and its attributes.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "UNF0001", "A network must be partial", "Network '{0}' is not partial; write 'partial class {0}' so that its code can be added");

    public static readonly DiagnosticDescriptor NestedInNonPartial = Error(
        "UNF0002", "A network's containing type must be partial", "Network '{0}' stands inside '{1}', which is not partial; write 'partial' there too");

    public static readonly DiagnosticDescriptor GenericNetwork = Error(
        "UNF0003", "A network cannot be generic", "Network '{0}' cannot be generated because {1} has type parameters");

    public static readonly DiagnosticDescriptor RecordNetwork = Error(
        "UNF0004", "A network cannot be a record", "Network '{0}' is a record, expected a class; its state is not its identity");

    public static readonly DiagnosticDescriptor NoInputSize = Error(
        "UNF0005",
        "A network needs an input size",
        "Network '{0}' has no input size; write [Network(features)], [Network(channels, length)] or [Network(channels, height, width)], or name inputs by [Input]");

    public static readonly DiagnosticDescriptor SeveralDeclarations = Error(
        "UNF0006",
        "Layers must stand on one declaration",
        "[{1}] of network '{0}' stands on another partial declaration than [Network]; move it there, or the order of layers would depend on file names");

    /// <summary>Reported by <see cref="LayersWithoutNetworkAnalyzer"/>: the generator never sees such a class.</summary>
    public static readonly DiagnosticDescriptor LayersWithoutNetwork = Error(
        "UNF0007",
        "Layers need a [Network]",
        "Class '{0}' carries [{1}] but no [Network(...)], which gives the input size; no code is generated for it");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "UNF0008", "A layer's name must be unique", "{0} takes the name '{1}', which {2} has already");

    public static readonly DiagnosticDescriptor UnknownName = Error(
        "UNF0009", "From must name an earlier layer", "{0} reads '{1}', but no earlier layer has that name{2}");

    public static readonly DiagnosticDescriptor BadFormula = Error(
        "UNF0010", "An activation needs a valid formula", "The formula of {0} is wrong: {1}");

    public static readonly DiagnosticDescriptor NotInstantiable = Error(
        "UNF0011", "A network must be an ordinary class", "Network '{0}' is {1}, expected a class that 'new {0}(seed)' can make");

    public static readonly DiagnosticDescriptor UnknownLayer = Error(
        "UNF0012",
        "The layer is not known",
        "[{0}] derives from LayerAttribute but is none of Unfurl's layers; an activation of your own derives from ActivationAttribute and carries [Formula]");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "UNF0013", "A network needs a layer", "Network '{0}' has no layers; put at least one on the class, such as [Dense(10)]");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "UNF0014",
        "The class' name is taken by a member",
        "Network '{0}' has the name of a member that every network gets; give the class another name");

    public static readonly DiagnosticDescriptor FileLocal = Error(
        "UNF0015",
        "A network cannot be local to a file",
        "Network '{0}' cannot be generated because {1} local to its file and generated code is another file; remove 'file'");
}
