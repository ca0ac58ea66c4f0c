using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>03xx.</summary>
public sealed class TrainingErrors
{
    internal static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["one class"] = new(
            "[Network(4)] [Dense(1)] [{|UNF0301:Loss(Loss.CrossEntropy)|}] public partial class Tiny;",
            "Loss CrossEntropy expects at least 2 classes on the channel axis, but 'dense1' gives 1"),
        ["labels of two shapes"] = new(
            "[Network(4, 6)] [Conv(3, 3, Name = \"a\"), Conv(3, 3)] [Loss(Loss.CrossEntropy)] [{|UNF0301:Loss(Loss.CrossEntropy, From = \"a\")|}] public partial class Tiny;",
            "Loss CrossEntropy expects the 2 labels a sample of the loss before it, but 'a' gives 3x4"),
        ["targets of two shapes"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(2)] [Loss(Loss.MeanSquaredError)] [{|UNF0301:Loss(Loss.MeanSquaredError, From = \"a\")|}] public partial class Tiny;",
            "Loss MeanSquaredError expects the targets 2 of the loss before it, but 'a' gives 3"),
        ["unknown From"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(2)] [{|UNF0302:Loss(Loss.CrossEntropy, From = \"b\")|}] public partial class Tiny;",
            "Loss CrossEntropy judges 'b', but no layer has that name; there are 'a'"),
        ["weight 0"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0304:Loss(Loss.CrossEntropy, Weight = 0)|}] public partial class Tiny;",
            "Loss CrossEntropy: weight is 0, expected a finite number greater than 0"),
        ["weight that is no number"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0304:Loss(Loss.CrossEntropy, Weight = double.NaN)|}] public partial class Tiny;",
            "Loss CrossEntropy: weight is NaN, expected a finite number greater than 0"),
        ["two losses on one value"] = new(
            "[Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy), {|UNF0305:Loss(Loss.MeanSquaredError)|}] public partial class Tiny;",
            "Loss MeanSquaredError judges 'dense1', which Loss CrossEntropy judges already; give each its own From"),
        ["no such loss"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0306:Loss((Loss)7)|}] public partial class Tiny;",
            "Loss number 7 is none of Unfurl's losses, expected a member of the enum Loss"),
        ["unknown word in a loss"] = new(
            "[Formula(\"abs(x - {|UNF0307:y|})\")] public sealed class OddAttribute : FormulaLossAttribute; [Network(4)] [Dense(2)] [Odd] public partial class Tiny;",
            "The formula of Loss Odd is wrong: \"abs(x - y)\" does not know 'y'; the words are x, t, pow, sqrt, exp, log, log1p, expm1, sin, cos, tan, sinh, cosh, tanh, asinh, atan, sinc, erf, sigmoid, softplus, abs, sign, step, max, min, where (character 9)"),
        ["a loss of the target alone"] = new(
            "[Formula(\"{|UNF0307:t * t|}\")] public sealed class OddAttribute : FormulaLossAttribute; [Network(4)] [Dense(2)] [Odd] public partial class Tiny;",
            "The formula of Loss Odd is wrong: \"t * t\" does not depend on x"),
        ["a loss without a formula"] = new(
            "public sealed class OddAttribute : FormulaLossAttribute; [Network(4)] [Dense(2)] [{|UNF0307:Odd|}] public partial class Tiny;",
            "The formula of Loss Odd is wrong: \"\" ends where a term is expected (character 1)"),
        ["weight of an own loss"] = new(
            "[Formula(\"x - t\")] public sealed class OddAttribute : FormulaLossAttribute; [Network(4)] [Dense(2)] [{|UNF0304:Odd(Weight = -1)|}] public partial class Tiny;",
            "Loss Odd: weight is -1, expected a finite number greater than 0"),
        ["constant that is no number"] = new(
            "[Formula(\"c * x\")] public sealed class OddAttribute(double c) : FormulaLossAttribute { public double C => c; } [Network(4)] [Dense(2)] [{|UNF0308:Odd(double.NaN)|}] public partial class Tiny;",
            "Loss Odd: c is NaN, expected a finite number"),
        ["delta 0"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.Huber, Delta = 0)|}] public partial class Tiny;",
            "Loss Huber: Delta is 0, expected a finite number greater than 0"),
        ["delta of a square"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0309:Loss(Loss.MeanSquaredError, Delta = 2)|}] public partial class Tiny;",
            "Loss MeanSquaredError has no Delta, expected it on Loss Huber only"),
        ["smoothing 1"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.CrossEntropy, LabelSmoothing = 1)|}] public partial class Tiny;",
            "Loss CrossEntropy: LabelSmoothing is 1, expected a number in [0, 1)"),
        ["smoothing below 0"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.CrossEntropy, LabelSmoothing = -0.1)|}] public partial class Tiny;",
            "Loss CrossEntropy: LabelSmoothing is -0.1, expected a number in [0, 1)"),
        ["three weights for two classes"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.CrossEntropy, ClassWeights = new double[] { 1, 2, 3 })|}] public partial class Tiny;",
            "Loss CrossEntropy: the number of ClassWeights is 3, expected 2, one for each class of 'dense1'"),
        ["negative class weight"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.CrossEntropy, ClassWeights = new double[] { 1, -2 })|}] public partial class Tiny;",
            "Loss CrossEntropy: ClassWeights[1] is -2, expected a finite number of at least 0"),
        ["class weights 0"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0308:Loss(Loss.CrossEntropy, ClassWeights = new double[] { 0, 0 })|}] public partial class Tiny;",
            "Loss CrossEntropy: the sum of ClassWeights is 0, expected more than 0"),
        ["smoothing of numbers"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0309:Loss(Loss.Huber, LabelSmoothing = 0.1)|}] public partial class Tiny;",
            "Loss Huber has no LabelSmoothing, expected it on Loss CrossEntropy only"),
        ["class weights of numbers"] = new(
            "[Network(4)] [Dense(2)] [{|UNF0309:Loss(Loss.Hinge, ClassWeights = new double[] { 1, 2 })|}] public partial class Tiny;",
            "Loss Hinge has no ClassWeights, expected it on Loss CrossEntropy only"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();
}
