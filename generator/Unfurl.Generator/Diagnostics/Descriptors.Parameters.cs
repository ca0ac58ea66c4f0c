using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>02xx: parameters of layers and the names of weights.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ProbabilityOutOfRange = Error(
        "UNF0201", "A probability must be in [0, 1)", "{0}: probability is {1}, expected at least 0 and less than 1");

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "UNF0202",
        "A weight's key must be unique",
        "{0} would store its weights as '{1}', as {2} does already; give one of them another Name or Key");

    public static readonly DiagnosticDescriptor BadName = Error(
        "UNF0203", "A name must be a word", "{0}: {1} is {2}, expected a letter, then letters, digits, '_' and single '.', at most 200");

    public static readonly DiagnosticDescriptor NegativeProbability = Warning(
        "UNF0208", "Stochastic pooling reads numbers that are not negative", "{0} draws each number in proportion to its size, but {1} can be negative, which counts as 0; put [ReLU] between them");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "UNF0204", "A number must be in its range", "{0}: {1} is {2}, expected {3}");
}
