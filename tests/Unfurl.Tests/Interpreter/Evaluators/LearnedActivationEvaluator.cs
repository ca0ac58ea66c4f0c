using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>A formula of maps and constants, number by number; a constant with several numbers has one for each channel.</summary>
internal sealed class LearnedActivationEvaluator : Evaluator<LearnedActivation>
{
    protected override void Run(LearnedActivation operation, NodeData data)
    {
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = At(operation.Formula, [.. operation.Maps], [.. operation.Constants], data, i);
    }

    public static double At(Expression formula, string[] maps, string[] constants, NodeData data, int i)
    {
        Shape shape = data.Shape(0);
        int channel = i / (shape.Height * shape.Width) % shape.Channels;
        return FormulaFunctions.Evaluate(formula, name =>
        {
            if (Array.IndexOf(maps, name) is >= 0 and var map)
                return data[map][i];
            double[] numbers = data[maps.Length + Array.IndexOf(constants, name)];
            return numbers[numbers.Length > 1 ? channel : 0];
        });
    }
}

/// <summary>The sum of a formula over all numbers, or over those of each channel.</summary>
internal sealed class LearnedConstantGradientEvaluator : Evaluator<LearnedConstantGradient>
{
    protected override void Run(LearnedConstantGradient operation, NodeData data)
    {
        Shape shape = data.Shape(0);
        for (int i = 0; i < data[0].Length; i++)
        {
            int channel = i / (shape.Height * shape.Width) % shape.Channels;
            data.Output[data.Output.Length > 1 ? channel : 0] +=
                LearnedActivationEvaluator.At(operation.Formula, [.. operation.Maps], [.. operation.Constants], data, i);
        }
    }
}
