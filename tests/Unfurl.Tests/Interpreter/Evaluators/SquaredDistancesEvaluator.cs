using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[o] = sum over i of (x[i] - c[o,i])^2.</summary>
internal sealed class SquaredDistancesEvaluator : Evaluator<SquaredDistances>
{
    protected override void Run(SquaredDistances operation, NodeData data) =>
        Each(data, data.OutputShape.Length, (n, o, i, apart) => data.Output[(n * data.OutputShape.Length) + o] += apart * apart);

    /// <summary>Calls back with every sample, centre and feature, and how far the point lies above the centre there.</summary>
    public static void Each(NodeData data, int outputs, Action<int, int, int, double> visit)
    {
        int features = data.Shape(0).Length;
        for (int n = 0; n < data.Samples; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                for (int i = 0; i < features; i++)
                    visit(n, o, i, data[0][(n * features) + i] - data[1][(o * features) + i]);
            }
        }
    }
}

/// <summary>dx[i] = 2 sum over o of dy[o] (x[i] - c[o,i]).</summary>
internal sealed class SquaredDistancesInputGradientEvaluator : Evaluator<SquaredDistancesInputGradient>
{
    protected override void Run(SquaredDistancesInputGradient operation, NodeData data)
    {
        int outputs = data.Shape(2).Length, features = data.Shape(0).Length;
        SquaredDistancesEvaluator.Each(data, outputs, (n, o, i, apart) => data.Output[(n * features) + i] += 2 * data[2][(n * outputs) + o] * apart);
    }
}

/// <summary>dc[o,i] = -2 sum over samples of dy[o] (x[i] - c[o,i]).</summary>
internal sealed class SquaredDistancesCentreGradientEvaluator : Evaluator<SquaredDistancesCentreGradient>
{
    protected override void Run(SquaredDistancesCentreGradient operation, NodeData data)
    {
        int outputs = data.Shape(2).Length, features = data.Shape(0).Length;
        SquaredDistancesEvaluator.Each(data, outputs, (n, o, i, apart) => data.Output[(o * features) + i] -= 2 * data[2][(n * outputs) + o] * apart);
    }
}
