using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Weight times the mean over all numbers of (x - t)^2.</summary>
internal sealed class SquaredErrorEvaluator : Evaluator<SquaredError>
{
    protected override void Run(SquaredError operation, NodeData data)
    {
        for (int i = 0; i < data[0].Length; i++)
            data.Output[0] += operation.Weight * Math.Pow(data[0][i] - data[1][i], 2) / data[0].Length;
    }
}

/// <summary>dx = 2 weight / n (x - t).</summary>
internal sealed class SquaredErrorGradientEvaluator : Evaluator<SquaredErrorGradient>
{
    protected override void Run(SquaredErrorGradient operation, NodeData data)
    {
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = 2 * operation.Weight * (data[0][i] - data[1][i]) / data[0].Length;
    }
}
