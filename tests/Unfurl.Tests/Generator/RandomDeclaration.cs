using FsCheck;
using FsCheck.Fluent;

namespace Unfurl.Tests.Generator;

/// <summary>Random attributes of a network: most of them nearly right, so that both halves of the generator get work.</summary>
internal static class RandomDeclaration
{
    private static readonly Gen<string> Extreme = Gen.Elements("0", "-1", "-7", "int.MinValue", "int.MaxValue", "65536", "1000");

    private static readonly Gen<string> Padding =
        Gen.OneOf(Gen.Constant(""), Gen.Elements(", Padding = Padding.Same", ", Padding = Padding.SameLower"), Named("Padding", 0, 2), Named("PaddingTop", 0, 2), Named("PaddingRight", 0, 2));

    private static readonly Gen<string> Step = Gen.OneOf(Gen.Constant(""), Gen.Constant(""), Named("Stride", 1, 3), Named("StrideHeight", 1, 3), Named("StrideWidth", 1, 3));

    private static readonly Gen<string> Names = Gen.Frequency(
        (16, Gen.Constant("")),
        (1, Gen.Elements(", Name = \"a\"", ", Name = \"b\"", ", Name = \"\"", ", Key = \"k\"", ", Name = \"a b\"", ", Name = null")),
        (1, Gen.Elements(", From = \"a\"", ", From = \"b\"", ", From = \"\"", ", From = \"input\"", ", From = \"relu1\"")),
        (1, Gen.Elements(", Frozen = true", ", With = \"Frozen = 2 - 1\"", ", With = \"=\"", ", With = \"Frozen\"")));

    // Numbers in words: most of them right.
    private static readonly Gen<string> Expression = Gen.Elements(
        "4", "2 * 3", "7 / 2", "(1 + 2) * 2", "--3", "9 % 5", "16 / 2.0", "3.5", "", "(", "3 3", "4 / 0", "c", "1e3", "٣", "-1", "99999999999", @"x\0").Select(e => $"\"{e}\"");

    private static readonly Gen<string> Rest = Gen.Frequency(
        (16, Gen.Constant("")),
        (1, Named("Dilation", 1, 3)),
        (1, Named("KernelHeight", 1, 4)),
        (1, Named("KernelWidth", 1, 4)),
        (2, Names));

    private static readonly Gen<string> Flags = Gen.Elements("", "", ", Ceiling = true", ", CountPadding = false");

    private static readonly Gen<string> Anywhere = Gen.Elements("ReLU", "Sigmoid", "Tanh", "Odd", "Softmax", "Dropout(0.25)", "Dropout", "Dropout(1)", "Wrong", "BatchNorm", "BatchNorm(Affine = false)",
        "BatchNorm(Frozen = true)", "BatchNorm(Epsilon = 0)", "Residual", "Residual(Repeat = 2)", "Bad(3)", "Loop", "GELU(true)", "PReLU(PerChannel = true)", "Swish(1e39)", "Maxout(2)", "LogSoftmax", "Activation(\"x * sin(2 * x)\")", "Activation(\"x / (1 + exp(-x)\")",
        "Add(From = \"input\")", "Concat(From = \"input\")", "Branch", "Multiply");

    private static readonly Gen<string> OnMaps = Gen.Frequency(
        (4, Concat("Conv(", Number(1, 18), ", ", Number(1, 4), Padding, Step, Rest, Gen.Elements("", "", ", Bias = false", ", Flip = true", ", PaddingMode = PaddingMode.Reflect", ", PaddingMode = PaddingMode.Circular"), ")")),
        (1, Concat("DepthwiseConv(", Number(1, 4), Padding, Step, Rest, Gen.Elements("", ", Multiplier = 2", ", PaddingMode = PaddingMode.Replicate"), ")")),
        (1, Concat("Pad(", Number(-1, 2), Named("PaddingTop", -2, 2), Gen.Elements("", ", Value = 0.5", ", Mode = PaddingMode.Reflect", ", Mode = PaddingMode.Circular"), ")")),
        (1, Concat("Upsample(", Number(1, 2), Gen.OneOf(Gen.Constant(""), Named("ScaleWidth", 1, 2)), ")")),
        (2, Concat("MaxPool(", Number(1, 3), Padding, Step, Rest, Gen.Elements("", ", Ceiling = true"), ")")),
        (2, Concat("AveragePool(", Number(1, 3), Padding, Step, Flags, ")")),
        (2, Concat("ConvTranspose(", Number(1, 18), ", ", Number(1, 4), Padding, Step, Rest, Gen.Elements("", "", ", OutputPadding = 1", ", Groups = 2"), ")")),
        (1, Concat("Conv(", Gen.Elements("2", "4", "16", "32"), ", ", Number(1, 3), Padding, Step, Gen.Elements("1", "1", "2", "4").Select(g => $", Groups = {g}"), ")")),
        (1, Concat("Conv(", Expression, ", ", Number(1, 3), Padding, ")")),
        (1, Gen.Elements("GlobalAveragePool", "LocalResponseNorm(3)", "LocalResponseNorm(2, Alpha = 0.5, Beta = 0.5)", "LocalResponseNorm(17)")),
        (2, Concat(Gen.Elements("Stem", "Fork", "Deep"), "(", Number(1, 6), Gen.OneOf(Names, Gen.Elements("", ", Repeat = 2", ", Repeat = 3, Name = \"r.1\"", ", Repeat = 0")), ")")),
        (3, Anywhere));

    private static readonly Gen<string> OnVectors = Gen.Frequency(
        (6, Concat("Dense(", Number(1, 20), Names, Gen.Elements("", ", Bias = false"), ")")),
        (1, Concat("Dense(", Expression, ")")),
        (1, Concat("RadialBasis(", Number(1, 6), Names, ")")),
        (1, Concat("Head(", Number(1, 6), Names, Gen.Elements("", ", Repeat = 2"), ")")),
        (4, Anywhere),
        (2, OnMaps));

    private static readonly Gen<string> Joins = Concat(
        Gen.Elements("Concat", "Concat", "Add", "Subtract", "Multiply"),
        Gen.Frequency((12, Gen.Constant("")), (1, Gen.Elements("(From = \"a\")", "(From = \"input\")", "(From = \"a, b\")", "(From = \"relu1, ,\")", "(Name = \"a\")"))));

    private static readonly Gen<string> Losses = Gen.Frequency(
        (4, Gen.Constant("")),
        (4, Gen.Constant("[Loss(Loss.CrossEntropy)]")),
        (2, Gen.Constant("[Loss(Loss.MeanSquaredError, Weight = 0.5)]")),
        (1, Gen.Elements("[Loss(Loss.CrossEntropy, From = \"a\")]", "[Loss(Loss.MeanSquaredError)] [Loss(Loss.CrossEntropy)]", "[Loss(Loss.CrossEntropy, Weight = -1)]")),
        (1, Gen.Elements("[Loss(Loss.MeanSquaredError, From = \"relu1\")] [Loss(Loss.CrossEntropy)]", "[Loss(Loss.CrossEntropy, From = \"stem1.relu1\", Weight = 0.3)]")));

    private static readonly Gen<string> Inputs = Gen.Frequency(
        (8, Gen.Constant("")), (1, Gen.Elements("[Input(\"a\", 4)] ", "[Input(\"left\", 2, 6, 6)] ", "[Input(\"class\", 7), Input(\"n\", 3, 4)] ", "[Input(\"input\", 4)] ", "[Input(\"\", 0)] ")));

    private static readonly Gen<string> Outputs = Gen.Frequency(
        (8, Gen.Constant("")),
        (1, Gen.Elements(
            "[Output(\"y\")]", "[Output(\"y\"), Output(\"z\")]", "[Output(\"y\"), Output(\"same\", From = \"input\")]", "[Output(\"ref\"), Output(\"labels\", From = \"relu1\")]",
            "[Output(\"y\"), Output(\"c\", From = \"a\")]", "[Output(\"input\")]", "[Output(\"y\"), Output(\"y\")]", "[Output(\"y\", From = \"conv1\")]")));

    /// <summary>Attributes that more classes share.</summary>
    public const string Shared = """
        [Conv(nameof(c), 3, Padding = Padding.Same), BatchNorm, ReLU] public sealed class StemAttribute(object c) : BlockAttribute;
        [Branch, Conv(nameof(c), 1), ReLU] [Branch, Conv("2 * c", 3, Padding = 1), Branch, MaxPool(3, Stride = 1, Padding = Padding.Same)] [Concat]
        public sealed class ForkAttribute(int c) : BlockAttribute;
        [Stem("c + 1"), Residual(Repeat = 2), Stem("c", With = "Repeat = 1 + c % 2", Name = "last.0")] public sealed class DeepAttribute(int c) : BlockAttribute;
        [Branch, Tanh, BatchNorm(Affine = false), Branch, Add] public sealed class ResidualAttribute : BlockAttribute;
        [Dense("2 * n"), ReLU(Name = "a"), Dropout(0.5), Dense(nameof(n)), Concat(From = "a")] public sealed class HeadAttribute(int n) : BlockAttribute;
        [ReLU, Dense("n / (n - 3)")] public sealed class BadAttribute(int n) : BlockAttribute;
        [ReLU, Loop] public sealed class LoopAttribute : BlockAttribute;
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
        from checkpoint in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Constant(", Checkpoint = Checkpoint.Cheap")))
        from inputs in Inputs
        from first in Gen.ListOf(Gen.Frequency((5, layer), (1, Forked(layer))), count)
        from tail in Gen.Choose(0, 2)
        from second in Gen.ListOf(OnVectors, flatten is null ? 0 : tail)
        from outputs in Outputs
        from losses in Losses
        select $"[Network({size}{mode}{checkpoint})] {inputs}{Layers([.. first, .. flatten is null || tail == 0 ? [] : new[] { flatten }, .. second])} {outputs} {losses}";

    private static Gen<string> Forked(Gen<string> layer) =>
        from one in Gen.ListOf(layer, 1)
        from count in Gen.Choose(0, 2)
        from other in Gen.ListOf(layer, count)
        from third in Gen.Elements("", "", "", "Branch, ", "Branch(From = \"input\"), ")
        from close in Joins
        select string.Concat(new[] { "Branch" }.Concat(one).Concat(["Branch"]).Concat(other).Select(l => l + ", ")) + third + close;

    private static string Layers(string[] layers) => layers.Length == 0 ? "" : $"[{string.Join(", ", layers)}]";

    private static Gen<string> Number(int from, int to) => Gen.Frequency(
        (60, Gen.Choose(from, to).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))), (1, Extreme));

    private static Gen<string> Named(string name, int from, int to) => Number(from, to).Select(n => $", {name} = {n}");

    private static Gen<string> Concat(params object[] parts) => Gen
        .CollectToArray(parts.Select(p => p as Gen<string> ?? Gen.Constant((string)p)))
        .Select(string.Concat);
}
