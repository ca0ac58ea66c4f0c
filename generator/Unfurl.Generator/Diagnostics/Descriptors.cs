using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>Every diagnostic: 00xx declaration, 01xx shape, 02xx parameters, 03xx training, 09xx internal. Ids are never reused.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "UNF0001", "A network must be partial", "Network '{0}' is not partial: write 'partial class {0}' so that its code can be added");

    public static readonly DiagnosticDescriptor NestedInNonPartial = Error(
        "UNF0002", "A network's containing type must be partial", "Network '{0}' stands inside '{1}', which is not partial");

    public static readonly DiagnosticDescriptor GenericNetwork = Error(
        "UNF0003", "A network cannot be generic", "Network '{0}' cannot be generated: {1} has type parameters");

    public static readonly DiagnosticDescriptor RecordNetwork = Error(
        "UNF0004", "A network cannot be a record", "Network '{0}' is a record; a network is a class, because its state is not its identity");

    public static readonly DiagnosticDescriptor NoInputSize = Error(
        "UNF0005", "A network needs an input size", "Network '{0}' has no input size: write [Network(features)], [Network(channels, length)] or [Network(channels, height, width)]");

    public static readonly DiagnosticDescriptor SeveralDeclarations = Error(
        "UNF0006", "Layers must stand on one declaration", "[{1}] of network '{0}' stands on another partial declaration than [Network]: the order of layers would depend on file names");

    public static readonly DiagnosticDescriptor LayersWithoutNetwork = Error(
        "UNF0007", "Layers need a [Network]", "Class '{0}' carries layers but no [Network(...)] that gives the input size, so no code is generated");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "UNF0008", "A layer's name must be unique", "{0} takes the name '{1}', which {2} has already");

    public static readonly DiagnosticDescriptor UnknownName = Error(
        "UNF0009", "From must name an earlier layer", "{0} reads '{1}', but no earlier layer has that name{2}");

    public static readonly DiagnosticDescriptor BadFormula = Error(
        "UNF0010", "An activation needs a valid formula", "The formula of {0} is wrong: {1}");

    public static readonly DiagnosticDescriptor NotInstantiable = Error(
        "UNF0011", "A network must be an ordinary class", "Network '{0}' is {1}; a network is a class one makes instances of");

    public static readonly DiagnosticDescriptor UnknownLayer = Error(
        "UNF0012", "The layer is not known", "[{0}] derives from LayerAttribute but is none of Unfurl's layers; an activation of your own derives from ActivationAttribute and carries [Formula]");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "UNF0013", "A network needs a layer", "Network '{0}' has no layers");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "UNF0014", "The class' name is taken by a member", "Network '{0}' has the name of a member that every network gets; give the class another name");

    public static readonly DiagnosticDescriptor NotPositive = Error(
        "UNF0101", "A size must be positive", "{0}: {1} is {2}, expected at least {3}");

    public static readonly DiagnosticDescriptor KernelTooLarge = Error(
        "UNF0102", "The kernel must fit its padded input", "{0}: the kernel spans {1} cells in {2}, but the padded input from {3} has only {4} ({5})");

    public static readonly DiagnosticDescriptor DenseNeedsVector = Error(
        "UNF0103", "Dense needs a vector", "{0} expects a vector, but {1} gives {2}: put [Flatten] between them");

    public static readonly DiagnosticDescriptor NeedsMap = Error(
        "UNF0104", "The layer needs a feature map", "{0} expects channels and a height and width or a length, but {1} gives {2}");

    public static readonly DiagnosticDescriptor SizeOverflow = Error(
        "UNF0105", "Sizes must stay below 2^31", "{0}: {1} = {2} numbers, more than one network can hold ({3})");

    public static readonly DiagnosticDescriptor PaddingTooLarge = Error(
        "UNF0106", "Pooling padding must be smaller than the kernel", "{0}: padding {1} in {2} leaves windows that see no input; it must be less than the window's {3} cells");

    public static readonly DiagnosticDescriptor KernelGivenTwice = Error(
        "UNF0107", "Padding is given two ways", "{0}: Padding.Same cannot be combined with {1}");

    public static readonly DiagnosticDescriptor HeightOfSequence = Error(
        "UNF0108", "A sequence has no height", "{0}: {1} is given, but {2} gives a sequence {3}, which has only a length");

    public static readonly DiagnosticDescriptor ProbabilityOutOfRange = Error(
        "UNF0201", "A probability must be in [0, 1)", "{0}: probability is {1}, expected at least 0 and less than 1");

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "UNF0202", "A weight's key must be unique", "{0} would store its weights as '{1}', as {2} does already: give one of them another Name or Key");

    public static readonly DiagnosticDescriptor BadName = Error(
        "UNF0203", "A name must be a word", "{0}: {1} '{2}' must start with a letter and hold letters, digits, '_' or '.' only");

    public static readonly DiagnosticDescriptor LossShape = Error(
        "UNF0301", "The loss does not fit its input", "{0} expects {1}, but {2} gives {3}");

    public static readonly DiagnosticDescriptor UnknownLossSource = Error(
        "UNF0302", "From must name a layer", "{0} judges '{1}', but no layer has that name{2}");

    public static readonly DiagnosticDescriptor LossWithoutTraining = Warning(
        "UNF0303", "A loss without training has no effect", "Network '{0}' is declared for inference only, so its loss is never computed");

    public static readonly DiagnosticDescriptor BadLossWeight = Error(
        "UNF0304", "A loss weight must be positive", "{0}: weight is {1}, expected a finite number greater than 0");

    public static readonly DiagnosticDescriptor SeveralLosses = Error(
        "UNF0305", "One loss judges one value", "{0} judges what {1} judges already: give each its own From");

    public static readonly DiagnosticDescriptor Internal = Error(
        "UNF0901", "The generator failed", "Network '{0}' could not be compiled, which is a defect of Unfurl; please report it with the declaration: {1}");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToDictionary(d => d.Id);

    /// <summary>Mistakes of the class itself, after which members cannot be added to it.</summary>
    public static bool KeepsFromEmitting(string id) =>
        id == NotPartial.Id || id == NestedInNonPartial.Id || id == GenericNetwork.Id || id == RecordNetwork.Id || id == NotInstantiable.Id || id == ReservedName.Id;

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Get(string id) => ById[id];

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
}
