using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>01xx: sizes, and what follows from them.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotPositive = Error(
        "UNF0101", "A size must be positive", "{0}: {1} is {2}, expected at least {3}");

    public static readonly DiagnosticDescriptor KernelTooLarge = Error(
        "UNF0102", "The kernel must fit its padded input", "{0}: the kernel spans {1} cells of {2}, but {3} gives {4} ({5})");

    public static readonly DiagnosticDescriptor DenseNeedsVector = Error(
        "UNF0103", "Dense needs a vector", "{0} expects a vector, but {1} gives {2}; put [Flatten] between them");

    public static readonly DiagnosticDescriptor NeedsMap = Error(
        "UNF0104",
        "The layer needs a feature map",
        "{0} expects channels with a height and width or with a length, but {1} gives a vector of {2}");

    public static readonly DiagnosticDescriptor SizeOverflow = Error(
        "UNF0105", "Sizes must stay below 2^31", "{0}: {1} takes {2} numbers in memory, expected at most {3}");

    public static readonly DiagnosticDescriptor PaddingTooLarge = Error(
        "UNF0106",
        "Pooling padding must be smaller than the kernel",
        "{0}: padding {1} in {2} leaves windows that see no input, expected less than the {3} cells of the window");

    public static readonly DiagnosticDescriptor PaddingGivenTwice = Error(
        "UNF0107", "Padding is given two ways", "{0}: {1} decides every side, but {2} is given too; remove one of them");

    public static readonly DiagnosticDescriptor HeightOfSequence = Error(
        "UNF0108", "A sequence has no height", "{0}: {1} is given, but {2} gives the sequence {3}, which has only a length");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Error(
        "UNF0109", "Groups must divide the channels", "{0}: {1} groups do not divide the {3} channels of {2}{4}");

    public static readonly DiagnosticDescriptor NotToBeOpen = Error(
        "UNF0110",
        "Only height, width and length can be open",
        "{0}: the input is {1}, expected Extent.Any for height, width or length alone, in the [Network] of a single input");

    public static readonly DiagnosticDescriptor NeedsFixedSize = Error(
        "UNF0111",
        "The layer needs a fixed size",
        "{0} needs a fixed size, but {1} gives {2}; {3}");

    public static readonly DiagnosticDescriptor SameOfOpenSize = Error(
        "UNF0112",
        "Padding of an open size must be a number",
        "{0}: {1} at stride {2} adds cells that follow from the size, but {3} gives {4}; give Padding as a number");

    public static readonly DiagnosticDescriptor NotOfOpenSizes = Error(
        "UNF0113",
        "A network of open sizes answers only",
        "{0} has open sizes, expected one output, no loss and no KeepActivations, but {1}");
}
