using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The formula a pass has moved into the operation before it.</summary>
internal static class Epilogue
{
    public static double Apply(Expression? formula, double x) =>
        formula is null ? x : FormulaFunctions.Evaluate(formula, name => name == "x" ? x : throw new ArgumentException(name));
}
