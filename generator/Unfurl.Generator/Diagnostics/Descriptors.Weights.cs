using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>05xx: weights inside the assembly.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor TensorShape = Error(
        "UNF0501", "A tensor of the weights has another shape", "{0}: {1} is {2}, expected {3}");

    public static readonly DiagnosticDescriptor MissingTensor = Error(
        "UNF0502", "A tensor of the weights is missing", "{0}: {1} is missing, expected {2}");

    public static readonly DiagnosticDescriptor ForeignTensor = Error(
        "UNF0503", "A tensor of the weights is none of the network's", "{0}: {1} {2} is not part of network '{3}'");

    public static readonly DiagnosticDescriptor TensorFormat = Error(
        "UNF0504", "A tensor of the weights has a format that is not read", "{0}: {1} is {2}, expected F32, F16, BF16 or F64");

    public static readonly DiagnosticDescriptor BrokenWeights = Error(
        "UNF0505", "A weights file must be a safetensors file", "{0} is no safetensors file: {1}");

    /// <summary>Reported where no class can be: the project file names the network.</summary>
    public static readonly DiagnosticDescriptor WeightsWithoutNetwork = Error(
        "UNF0506", "Weights must name a network of the project", "{0} is for network '{1}', but the project declares {2}");
}
