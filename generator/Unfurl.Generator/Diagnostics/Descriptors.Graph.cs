using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>04xx: names, branches, joins and blocks.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor LaterName = Error(
        "UNF0401", "From must not name a later layer", "{0} reads '{1}', which is declared after it; a layer reads what stands before it");

    public static readonly DiagnosticDescriptor CyclicName = Error(
        "UNF0402", "A network has no cycles", "{0} reads '{1}', which itself depends on {0}; a network has no cycles");

    public static readonly DiagnosticDescriptor OpenBranch = Error(
        "UNF0403", "Branches must be joined", "{0} branches start here and are still open where {1} ends; join them by [Concat], [Add] or [Multiply]");

    public static readonly DiagnosticDescriptor NothingToJoin = Error(
        "UNF0404", "A join needs several values", "{0} joins {1} values, expected at least 2: put [Branch] before each part, or name them in From = \"a, b\"");

    public static readonly DiagnosticDescriptor ShapesDoNotJoin = Error(
        "UNF0405", "Joined values must fit together", "{0} joins {1}, which gives {2}, and {3}, which gives {4}; expected {5}");

    public static readonly DiagnosticDescriptor RecursiveBlock = Error(
        "UNF0406", "A block cannot use itself", "Block '{0}' uses itself: [{0}] stands in {1}");

    public static readonly DiagnosticDescriptor EmptyBlock = Error(
        "UNF0407", "A block needs a layer", "{0}: block '{1}' has no layers; put at least one on the class '{1}Attribute'");

    public static readonly DiagnosticDescriptor UnknownBlockParameter = Error(
        "UNF0408", "A block's expression must use its parameters", "{0}: {1} is {2}, but '{3}' is no parameter of {4}; {5}");

    public static readonly DiagnosticDescriptor BadExpression = Error(
        "UNF0409", "An expression must have a value", "{0}: {1} is {2}; {3}");

    public static readonly DiagnosticDescriptor UnknownArgument = Error(
        "UNF0410", "With must name arguments of its attribute", "{0}: With gives '{1}', which the attribute does not have; it has {2}");

    public static readonly DiagnosticDescriptor BadRepeat = Error(
        "UNF0411", "Repeat must be a small positive number", "{0}: Repeat is {1}, expected 1 to 1000");

    public static readonly DiagnosticDescriptor UnknownOutputSource = Error(
        "UNF0412", "An output must name a layer", "{0} shows '{1}', but no layer has that name{2}");

    public static readonly DiagnosticDescriptor UnusedOutput = Warning(
        "UNF0413", "A value that nobody reads has no effect", "Nothing reads {0}, and it is no output: remove it, or name it in From, [Output] or [Loss]");

    /// <summary>Reported by <see cref="ForeignBlockPartAnalyzer"/>.</summary>
    public static readonly DiagnosticDescriptor ForeignBlockPart = Error(
        "UNF0414", "A block holds layers only", "[{0}] has no effect on block '{1}'; put it on the network that uses the block");
}
