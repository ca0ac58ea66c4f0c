using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y = f(w (x - mean) / sqrt(var + epsilon) + b).</summary>
internal sealed class NormalizeEvaluator : Evaluator<Normalize>
{
    protected override void Run(Normalize operation, NodeData data)
    {
        var x = new Channels(data, 0);
        for (int i = 0; i < data.Output.Length; i++)
        {
            int c = x.Channel(i);
            double xn = Normalized(data, c, data[0][i], operation.Epsilon);
            data.Output[i] = Epilogue.Apply(operation.Epilogue, operation.Affine ? (data[2][c] * xn) + data[3][c] : xn);
        }
    }

    /// <summary>(x - mean) / sqrt(var + epsilon), the moments being input 1.</summary>
    public static double Normalized(NodeData data, int channel, double x, double epsilon) =>
        (x - data[1][channel]) / Math.Sqrt(data[1][(data[1].Length / 2) + channel] + epsilon);
}

/// <summary>Row 0: sum of dy; row 1: sum of dy times the normalised x.</summary>
internal sealed class NormalizationSumsEvaluator : Evaluator<NormalizationSums>
{
    protected override void Run(NormalizationSums operation, NodeData data)
    {
        var x = new Channels(data, 0);
        for (int i = 0; i < data[2].Length; i++)
        {
            int c = x.Channel(i);
            data.Output[c] += data[2][i];
            data.Output[x.Count + c] += data[2][i] * NormalizeEvaluator.Normalized(data, c, data[0][i], operation.Epsilon);
        }
    }
}

/// <summary>One of the rows.</summary>
internal sealed class StatisticRowEvaluator : Evaluator<StatisticRow>
{
    protected override void Run(StatisticRow operation, NodeData data) =>
        Array.Copy(data[0], operation.Row * data.Output.Length, data.Output, 0, data.Output.Length);
}

/// <summary>dx = w / sqrt(var + epsilon) (dy - mean of dy - xn times the mean of dy xn): the moments depend on x. Finds the means anew, without believing
/// the sums it is given.</summary>
internal sealed class NormalizeInputGradientEvaluator : Evaluator<NormalizeInputGradient>
{
    protected override void Run(NormalizeInputGradient operation, NodeData data)
    {
        var x = new Channels(data, 0);
        double[] dy = data[3];
        for (int c = 0; c < x.Count; c++)
        {
            (double, int Place)[] normalized =
                [.. x.Places(c).Select(i => (NormalizeEvaluator.Normalized(data, c, data[0][i], operation.Epsilon), i))];
            double mean = normalized.Average(v => dy[v.Place]), product = normalized.Average(v => dy[v.Place] * v.Item1);
            double scale = (operation.Affine ? data[4][c] : 1) / Math.Sqrt(data[1][x.Count + c] + operation.Epsilon);
            foreach ((double xn, int place) in normalized)
                data.Output[place] = scale * (dy[place] - mean - (xn * product));
        }
    }
}
