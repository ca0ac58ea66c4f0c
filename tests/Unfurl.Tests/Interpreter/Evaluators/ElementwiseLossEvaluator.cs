using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Weight times the mean over all numbers of a formula of x and t.</summary>
internal sealed class ElementwiseLossEvaluator : Evaluator<ElementwiseLoss>
{
    protected override void Run(ElementwiseLoss operation, NodeData data)
    {
        for (int i = 0; i < data[0].Length; i++)
            data.Output[0] += operation.Weight * At(operation.Formula, data, i) / data[0].Length;
    }

    /// <summary>The value of a formula at one number.</summary>
    public static double At(Expression formula, NodeData data, int i) => FormulaFunctions.Evaluate(formula, name => data[name == "x" ? 0 : 1][i]);
}

/// <summary>dx = weight / n times the formula's derivative, which central differences and written-out derivatives judge elsewhere.</summary>
internal sealed class ElementwiseLossGradientEvaluator : Evaluator<ElementwiseLossGradient>
{
    protected override void Run(ElementwiseLossGradient operation, NodeData data)
    {
        Expression slope = operation.Slope;
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = operation.Weight * ElementwiseLossEvaluator.At(slope, data, i) / data[0].Length;
    }
}
