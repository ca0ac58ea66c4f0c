using System.Reflection;
using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>The formulas of the elementwise losses against PyTorch's definitions written out, value and derivative, kinks and huge numbers included.</summary>
public sealed class LossFormulaTests
{
    private const double Delta = 0.75;

    // Value and derivative with respect to x, in the usual words of mathematics.
    private static readonly Dictionary<Loss, (Func<double, double, double> Value, Func<double, double, double> Slope)> Definitions = new()
    {
        [Loss.MeanSquaredError] = ((x, t) => Math.Pow(x - t, 2), (x, t) => 2 * (x - t)),
        [Loss.MeanAbsoluteError] = ((x, t) => Math.Abs(x - t), (x, t) => Math.Sign(x - t)),
        [Loss.Huber] = (
            (x, t) => Math.Abs(x - t) <= Delta ? Math.Pow(x - t, 2) / 2 : Delta * (Math.Abs(x - t) - (Delta / 2)),
            (x, t) => Math.Clamp(x - t, -Delta, Delta)),
        [Loss.BinaryCrossEntropy] = (
            (x, t) => Math.Max(x, 0) - (x * t) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
            (x, t) => (x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x))) - t),
        [Loss.Hinge] = ((x, t) => Math.Max(0, 1 - (t * x)), (x, t) => t * x < 1 ? -t : 0),
    };

    public static TheoryData<Loss> Losses => [.. Enum.GetValues<Loss>().Where(l => l != Loss.CrossEntropy)];

    [Theory, MemberData(nameof(Losses))]
    public void FormulaIsTheDefinition(Loss loss)
    {
        string text = typeof(Loss).GetField(loss.ToString())!.GetCustomAttribute<FormulaAttribute>()!.Formula;
        Expression formula = FormulaParser.Parse(text, ["x", "t", "delta"], out FormulaError? error)!;
        Assert.Null(error);
        formula = Simplifier.Simplify(formula.Replace(new Variable("delta"), new Number(Delta)));
        Expression slope = Derivative.Slope(formula, "x");
        double[] numbers = [0, 0.25, -0.5, 0.75, 1, -1, 1.75, -3, 30, -30, 1e4, -1e4];
        foreach (double x in numbers)
        {
            foreach (double t in new[] { 0, 1, -1, 0.25 })
            {
                AssertClose(Definitions[loss].Value(x, t), At(formula, x, t), $"{loss}({x}, {t})");
                AssertClose(Definitions[loss].Slope(x, t), At(slope, x, t), $"slope of {loss}({x}, {t})");
            }
        }
    }

    private static double At(Expression formula, double x, double t) => FormulaFunctions.Evaluate(formula, name => name == "x" ? x : t);

    private static void AssertClose(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= 1e-12 * (1 + Math.Abs(expected)), FormattableString.Invariant($"{what} is {actual}, expected {expected}."));
}
