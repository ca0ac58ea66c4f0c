using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>03xx: losses.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor LossShape = Error(
        "UNF0301", "The loss does not fit its input", "{0} expects {1}, but {2} gives {3}");

    public static readonly DiagnosticDescriptor UnknownLossSource = Error(
        "UNF0302", "From must name a layer", "{0} judges '{1}', but no layer has that name{2}");

    public static readonly DiagnosticDescriptor LossWithoutTraining = Warning(
        "UNF0303", "A loss without training has no effect", "Network '{0}' is declared for inference only, so its loss is never computed");

    public static readonly DiagnosticDescriptor BadLossWeight = Error(
        "UNF0304", "A loss weight must be positive", "{0}: weight is {1}, expected a finite number greater than 0");

    public static readonly DiagnosticDescriptor SeveralLosses = Error(
        "UNF0305", "One loss judges one value", "{0} judges {1}, which {2} judges already; give each its own From");

    public static readonly DiagnosticDescriptor UnknownLoss = Error(
        "UNF0306", "The loss is not known", "Loss number {0} is none of Unfurl's losses, expected a member of the enum Loss");

    public static readonly DiagnosticDescriptor BadLossFormula = Error(
        "UNF0307", "A loss needs a valid formula", "The formula of {0} is wrong: {1}");

    public static readonly DiagnosticDescriptor BadLossArgument = Error(
        "UNF0308", "A loss argument must be in its range", "{0}: {1} is {2}, expected {3}");

    public static readonly DiagnosticDescriptor ForeignLossArgument = Error(
        "UNF0309", "A loss argument must belong to its loss", "{0} has no {1}, expected it on Loss {2} only");

    public static readonly DiagnosticDescriptor NothingLearnsBefore = Warning(
        "UNF0310", "Nothing learns before a layer without slope", "The derivative of {0} is 0 everywhere, so nothing before it learns");
}
