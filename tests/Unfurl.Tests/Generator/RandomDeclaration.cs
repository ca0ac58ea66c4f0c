using FsCheck;
using FsCheck.Fluent;

namespace Unfurl.Tests.Generator;

/// <summary>Random attributes of a network: most of them nearly right, so that both halves of the generator get work.</summary>
internal static class RandomDeclaration
{
    private static readonly Gen<string> Extreme = Gen.Elements("0", "-1", "-7", "int.MinValue", "int.MaxValue", "65536", "1000");

    private static readonly Gen<string> Padding =
        Gen.OneOf(Gen.Constant(""), Gen.Constant(", Padding = Padding.Same"), Named("Padding", 0, 2), Named("PaddingTop", 0, 2), Named("PaddingRight", 0, 2));

    private static readonly Gen<string> Step = Gen.OneOf(Gen.Constant(""), Gen.Constant(""), Named("Stride", 1, 3), Named("StrideHeight", 1, 3), Named("StrideWidth", 1, 3));

    private static readonly Gen<string> Names = Gen.Frequency(
        (16, Gen.Constant("")),
        (1, Gen.Elements(", Name = \"a\"", ", Name = \"b\"", ", Name = \"\"", ", Key = \"k\"", ", Name = \"a b\"", ", Name = null")),
        (1, Gen.Elements(", From = \"a\"", ", From = \"b\"", ", From = \"\"")));

    private static readonly Gen<string> Rest = Gen.Frequency(
        (16, Gen.Constant("")),
        (1, Named("Dilation", 1, 3)),
        (1, Named("KernelHeight", 1, 4)),
        (1, Named("KernelWidth", 1, 4)),
        (2, Names));

    private static readonly Gen<string> Flags = Gen.Elements("", "", ", Ceiling = true", ", CountPadding = false");

    private static readonly Gen<string> Anywhere = Gen.Elements("ReLU", "Sigmoid", "Tanh", "Odd", "Softmax", "Dropout(0.25)", "Dropout", "Dropout(1)", "Wrong");

    private static readonly Gen<string> OnMaps = Gen.Frequency(
        (4, Concat("Conv(", Number(1, 18), ", ", Number(1, 4), Padding, Step, Rest, Gen.Elements("", ", Bias = false"), ")")),
        (2, Concat("MaxPool(", Number(1, 3), Padding, Step, Rest, Gen.Elements("", ", Ceiling = true"), ")")),
        (2, Concat("AveragePool(", Number(1, 3), Padding, Step, Flags, ")")),
        (1, Gen.Constant("GlobalAveragePool")),
        (3, Anywhere));

    private static readonly Gen<string> OnVectors = Gen.Frequency((3, Concat("Dense(", Number(1, 20), Names, Gen.Elements("", ", Bias = false"), ")")), (2, Anywhere), (1, OnMaps));

    private static readonly Gen<string> Losses = Gen.Frequency(
        (4, Gen.Constant("")),
        (4, Gen.Constant("[Loss(Loss.CrossEntropy)]")),
        (2, Gen.Constant("[Loss(Loss.MeanSquaredError, Weight = 0.5)]")),
        (1, Gen.Elements("[Loss(Loss.CrossEntropy, From = \"a\")]", "[Loss(Loss.MeanSquaredError)] [Loss(Loss.CrossEntropy)]", "[Loss(Loss.CrossEntropy, Weight = -1)]")));

    /// <summary>Attributes that more classes share.</summary>
    public const string Activations = """
        [Formula("where(x > 0, x, 0.1 * x)")] public sealed class OddAttribute : ActivationAttribute;
        public sealed class WrongAttribute : ActivationAttribute;
        """;

    public static Gen<string> Attributes => Gen.OneOf(
        Network(Concat("", Number(1, 3), ", ", Number(3, 12), ", ", Number(3, 12)), OnMaps, "Flatten"),
        Network(Concat("", Number(1, 18), ", ", Number(3, 20)), OnMaps, "Flatten"),
        Network(Number(1, 20), OnVectors, null));

    private static Gen<string> Network(Gen<string> input, Gen<string> layer, string? flatten) =>
        from size in input
        from mode in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Constant(", Mode = NetworkMode.Inference")))
        from count in Gen.Choose(flatten is null ? 0 : 1, 3)
        from first in Gen.ListOf(layer, count)
        from tail in Gen.Choose(0, 2)
        from second in Gen.ListOf(OnVectors, flatten is null ? 0 : tail)
        from losses in Losses
        select $"[Network({size}{mode})] {Layers([.. first, .. flatten is null || tail == 0 ? [] : new[] { flatten }, .. second])} {losses}";

    private static string Layers(string[] layers) => layers.Length == 0 ? "" : $"[{string.Join(", ", layers)}]";

    private static Gen<string> Number(int from, int to) => Gen.Frequency(
        (60, Gen.Choose(from, to).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))), (1, Extreme));

    private static Gen<string> Named(string name, int from, int to) => Number(from, to).Select(n => $", {name} = {n}");

    private static Gen<string> Concat(params object[] parts) => Gen
        .CollectToArray(parts.Select(p => p as Gen<string> ?? Gen.Constant((string)p)))
        .Select(string.Concat);
}
