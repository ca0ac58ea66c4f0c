using System.Globalization;
using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>A mistake in a formula is shown in its text, wherever that stands, and a mistake of its constants at the layer.</summary>
public sealed class FormulaDiagnosticTests
{
    private const string Tiny = " public partial class Tiny;";

    private static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["on the spot"] = Case("[Network(4)] [Dense(3), Activation(\"x * {|UNF0010:tanhh|}(x)\"), Dense(2)]", "does not know 'tanhh'"),
        ["in a verbatim string"] = Case("[Network(4)] [Activation(@\"x + {|UNF0010:q1|} + 1\")]", "does not know 'q1'"),
        ["in a raw string"] = Case("[Network(4)] [Activation(\"\"\"x {|UNF0010:?|} 2\"\"\")]", "goes on with '? 2' after its end (character 3)"),
        ["at the end"] = Case("[Network(4)] [Activation(\"x * (2 + x{|UNF0010:\"|})]", "expects ')' here (character 11)"),
        ["in a string with escapes"] = Case("[Network(4)] [Activation({|UNF0010:\"x\\u0020+ z\"|})]", "does not know 'z'"),
        ["in a constant"] = Case("public static class Formulas { public const string Odd = \"x + z\"; } [Network(4)] [Activation({|UNF0010:Formulas.Odd|})]", "does not know 'z'"),
        ["two dots"] = Case("[Network(4)] [Activation(\"{|UNF0010:1|}.2.3 * x\")]", "has '1.2.3', which is no number"),
        ["too few arguments"] = Case("[Network(4)] [Activation(\"pow(x{|UNF0010:)|}\")]", "expects ',' here"),
        ["no comparison"] = Case("[Network(4)] [Activation(\"where(x{|UNF0010:,|} 1, 2)\")]", "expects <, <=, >, >=, == or != here"),
        ["in a block"] = Case("[Activation(\"{|UNF0010:y|}\")] public sealed class OddAttribute : BlockAttribute; [Network(4)] [Odd]", "does not know 'y'"),
        ["of a base class"] = Case(
            "[Formula(\"x + {|UNF0010:z|}\")] public abstract class BaseAttribute : ActivationAttribute; public sealed class OddAttribute : BaseAttribute; [Network(4)] [Odd]",
            "does not know 'z'"),
        ["a constant that is not finite"] = Case("[Network(4)] [{|UNF0204:LeakyReLU(double.NaN)|}]", "alpha is NaN, expected a finite number of single precision"),
        ["a constant beyond single precision"] = Case("[Network(4)] [{|UNF0204:Scale(1e39)|}]", "alpha is 1E+39, expected a finite number of single precision"),
        ["a division by a constant 0"] = Case(
            "[Formula(\"{|UNF0010:tanh(beta * x) / beta|}\")] public sealed class OddAttribute(double beta) : ActivationAttribute { public double Beta => beta; } [Network(4)] [Odd(0)]",
            "The formula of Layer 'odd1' is wrong: \"tanh(beta * x) / beta\" has no value where beta = 0"),
        ["a division by a constant 0 in a factor of 0"] = Case(
            "[Formula(\"{|UNF0010:where(x > 0, x, a * expm1(x / a))|}\")] public sealed class OddAttribute(double a) : ActivationAttribute { public double A => a; } [Network(4)] [Odd(0)]",
            "has no value where a = 0"),
        ["a quotient without a value"] = Case("[Network(4)] [Activation(\"{|UNF0010:1 / 0|}\")]", "\"1 / 0\" has a constant part that is Infinity, expected a finite number"),
        ["a division by 0"] = Case("[Network(4)] [Activation(\"{|UNF0010:1 + x / 0|}\")]", "\"1 + x / 0\" divides by 0"),
        ["a sharpness of 0"] = Case("[Network(4)] [{|UNF0204:Softplus(0)|}]", "Layer 'softplus1': beta is 0, expected beta != 0"),
        ["a limit of 0"] = Case("[Network(4)] [{|UNF0204:CELU(0)|}]", "Layer 'celu1': alpha is 0, expected alpha != 0"),
        ["bounds that cross"] = Case("[Network(4)] [{|UNF0204:HardTanh(1, -1)|}]", "Layer 'hardtanh1': low is 1, expected low <= high, where high is -1"),
        ["a negative shrinkage"] = Case("[Network(4)] [{|UNF0204:Softshrink(-1)|}]", "Layer 'softshrink1': lambda is -1, expected lambda >= 0"),
        ["what is required of nobody"] = Case(
            "[Formula(\"{|UNF0010:x * a|}\", Requires = \"b > 0\")] public sealed class OddAttribute(double a) : ActivationAttribute { public double A => a; } [Network(4)] [Odd(2)]",
            "Requires is \"b > 0\", expected a comparison of its constants, as in \"a < b\":"),
        ["powers of powers"] = Case(
            $"[Network(4)] [Activation(\"{{|UNF0010:{Nested(8)}|}}\")]", "grows to 131071 numbers, variables and functions, expected at most 600; small powers are written as products"),
        ["powers without end"] = Case($"[Network(4)] [Activation(\"{{|UNF0010:{Nested(60)}|}}\")]", "grows to more than 1000000 numbers, variables and functions, expected at most 600"),
        ["a power that follows from a constant"] = Case(
            "[Formula(\"{|UNF0010:pow(pow(pow(pow(pow(x, n), n), n), n), n)|}\")] public sealed class OddAttribute(double n) : ActivationAttribute { public double N => n; } [Network(4)] [Odd(4)]",
            "grows to 2047 numbers, variables and functions, expected at most 600"),
        ["a product of many factors"] = Case(
            $"[Network(4)] [Activation(\"{{|UNF0010:{string.Join("*", Enumerable.Repeat("x", 249))}|}}\")]", "by x grows to 62247 numbers, variables and functions, expected at most 10000"),
        ["a start that is not finite"] = Case("[Network(4)] [{|UNF0204:PReLU(double.PositiveInfinity)|}]", "initial is Infinity, expected a finite number of single precision"),
        ["a learned constant nobody uses"] = Case(
            "[Formula(\"{|UNF0010:x * x|}\"), Learned(\"a\", 1)] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [Odd]", "does not use its learned constant 'a'"),
        ["a learned constant called dy"] = Case(
            "[Formula(\"{|UNF0010:x * dy|}\"), Learned(\"dy\", 1)] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [Odd]", "\"dy\" needs a name of its own"),
        ["a start nobody gives"] = Case(
            "[Formula(\"x * a\"), Learned(\"a\", \"b\")] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [{|UNF0204:Odd|}]", "b is NaN, expected a finite number"),
        ["pieces that do not divide"] = Case("[Network(4)] [Dense(16), {|UNF0204:Maxout(3)|}]", "Layer 'maxout1': pieces is 3, expected a divisor of the 16 channels of 'dense1'"),
        ["bells over a map"] = Case("[Network(4, 2, 2)] [{|UNF0103:RadialBasis(3)|}]", "Layer 'radialbasis1' expects a vector, but the input gives 4x2x2"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name)
    {
        DiagnosticCase expected = Cases[name];
        Markup markup = Markup.Parse(expected.Code);
        GeneratorRun run = GeneratorRun.Of(markup.Source);
        Diagnostic only = Assert.Single(run.Diagnostics);
        Marked mark = Assert.Single(markup.Marks);
        Assert.Equal((mark.Id, mark.Text, mark.Start), (only.Id, GraphCase.Underlined(only.Location), only.Location.SourceSpan.Start));
        Assert.Contains(expected.Messages[0], only.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        run.AssertCached();
        run.AssertCompiles();
    }

    [Fact]
    public void TheLayerIsShownBesideTheText()
    {
        Diagnostic only = Assert.Single(GeneratorRun.Of(
            "[Formula(\"x + z\")] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [Dense(2), Odd]" + Tiny).Diagnostics);
        Assert.Equal("Odd", GraphCase.Underlined(Assert.Single(only.AdditionalLocations)));
    }

    // As a user's own from another assembly, or another project in an editor.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ActivationsOfAnotherProjectWorkTheSameWay(bool compiled)
    {
        (Diagnostic[] reported, Diagnostic[] wrong) = OtherProject.Run(
            "namespace Lib; [Formula(\"x * tanh(a * x)\"), Learned(\"a\", \"start\", PerChannel = true)] public sealed class WavyAttribute(double start = 0.5) : ActivationAttribute;",
            "[Network(1, 8, 8)] [Conv(3, 3), Lib.Wavy(0.25), Lib.Wavy, Flatten, Dense(2)] [Loss(Loss.CrossEntropy)] public partial class Tiny;"
                + "public static class Program { public static int Length => new Tiny().Weights.Wavy1A.Length + new Tiny().Weights.Wavy2A.Length; }",
            compiled);
        Assert.Empty(reported);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MistakesOfAnotherProjectAreShownAtTheUse(bool compiled)
    {
        (Diagnostic[] reported, _) = OtherProject.Run(
            "[Formula(\"x + z\")] public sealed class OddAttribute : ActivationAttribute;", "[Network(4)] [Odd, Dense(2)]" + Tiny, compiled);
        Assert.Equal("Odd", GraphCase.Underlined(Assert.Single(reported).Location));
    }

    // The unread parameters of the attributes' constructors are not the user's mistake.
    [Fact]
    public void LearnedConstantsAreWeights() => UserCompiler.Clean("""
        [Formula("gain * sin(x / period)"), Learned("gain", 1.5)]
        public sealed class WaveAttribute(double period) : ActivationAttribute { public bool PerChannel { get; set; } }

        [Network(4)]
        [Dense(3), Wave(2, PerChannel = true), Wave(3), PReLU, Swish(1.5), RadialBasis(2)]
        public partial class Tiny;

        public static class Program
        {
            public static int Length(Tiny.Parameters p) =>
                p.Wave1Gain.Length + p.Wave2Gain.Length + p.Prelu1Weight.Length + p.Swish1Beta.Length + p.Radialbasis1Centres.Length + p.Radialbasis1Widths.Length;
        }
        """);

    // Constants a comparison guards against, and a network that never differentiates.
    [Fact]
    public void WhatIsNotTakenMayHaveNoValue() => Assert.Empty(GeneratorRun.Of("""
        [Formula("where(a == 0, x, expm1(a * x) / a)")] public sealed class GuardedAttribute(double a) : ActivationAttribute { public double A => a; }
        [Network(4)] [Guarded(0), Guarded(0.5), HardTanh(1, 1), Softshrink(0), CELU(-2)] public partial class Tiny;
        """).Diagnostics);

    // As large as formulas and derivatives may be, where each step that walks them is a walk over thousands.
    [Fact]
    public void WhatIsJustSmallEnoughIsGenerated() => Assert.Empty(GeneratorRun.Of(
        $"[Network(4)] [Dense(3), Activation(\"{string.Join("*", Enumerable.Repeat("x", 99))}\"), Dense(3), Activation(\"{Nested(4)}\"), Dense(2)]" + Tiny).Diagnostics);

    private static string Nested(int powers) => string.Concat(Enumerable.Repeat("pow(", powers)) + "x" + string.Concat(Enumerable.Repeat(",4)", powers));

    private static DiagnosticCase Case(string code, string message) => new(code + Tiny, message);
}
