using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The sum over a group's channels, each perhaps times its weight, divided by the count; every channel of the group gets it.</summary>
internal sealed class GroupAverageEvaluator : Evaluator<GroupAverage>
{
    protected override void Run(GroupAverage operation, NodeData data)
    {
        int channels = data.OutputShape.Channels, perGroup = channels / operation.Groups;
        for (int i = 0; i < data.Output.Length; i++)
        {
            int sample = i / channels, group = i % channels / perGroup;
            data.Output[i] = Enumerable.Range(group * perGroup, perGroup)
                .Sum(c => data[0][(sample * channels) + c] * (operation.IsWeighted ? data[1][c] : 1)) / operation.Count;
        }
    }
}

/// <summary>The sum over a channel's pixels of (x - mean)^2.</summary>
internal sealed class CentredSquaresEvaluator : Evaluator<CentredSquares>
{
    protected override void Run(CentredSquares operation, NodeData data)
    {
        int pixels = data.Shape(0).Length / data.OutputShape.Length;
        for (int i = 0; i < data[0].Length; i++)
            data.Output[i / pixels] += Math.Pow(data[0][i] - data[1][i / pixels], 2);
    }
}

/// <summary>The sum over a channel's pixels of (x - mean) dy.</summary>
internal sealed class CentredProductsEvaluator : Evaluator<CentredProducts>
{
    protected override void Run(CentredProducts operation, NodeData data)
    {
        int pixels = data.Shape(0).Length / data.OutputShape.Length;
        for (int i = 0; i < data[0].Length; i++)
            data.Output[i / pixels] += (data[0][i] - data[1][i / pixels]) * data[2][i];
    }
}

/// <summary>y = f(w (x - mean) inverse + b).</summary>
internal sealed class GroupNormalizeEvaluator : Evaluator<GroupNormalize>
{
    protected override void Run(GroupNormalize operation, NodeData data)
    {
        int channels = data.OutputShape.Channels, pixels = data.OutputShape.Length / channels;
        for (int i = 0; i < data.Output.Length; i++)
        {
            int at = i / pixels, c = at % channels;
            double xn = (data[0][i] - data[1][at]) * data[2][at];
            data.Output[i] = Epilogue.Apply(operation.Epilogue, operation.Affine ? (data[3][c] * xn) + data[4][c] : xn);
        }
    }
}

/// <summary>With g = w dy and n numbers in a group: dx = inverse (g - mean of g - xn times the mean of g xn), mean and inverse depending on x. Finds the groups from the two
/// vectors that are the same for all their channels, and the means anew, without believing those it is given.</summary>
internal sealed class GroupNormalizeInputGradientEvaluator : Evaluator<GroupNormalizeInputGradient>
{
    protected override void Run(GroupNormalizeInputGradient operation, NodeData data)
    {
        int channels = data.OutputShape.Channels, pixels = data.OutputShape.Length / channels;
        foreach (IGrouping<(int, double, double), int> group in Enumerable.Range(0, data.Output.Length).GroupBy(i => (i / (channels * pixels), data[1][i / pixels], data[2][i / pixels])))
        {
            double mean = group.Average(Gradient), product = group.Average(i => Gradient(i) * Normalized(i));
            foreach (int i in group)
                data.Output[i] = data[2][i / pixels] * (Gradient(i) - mean - (Normalized(i) * product));
        }

        double Gradient(int i) => data[3][i] * (operation.Affine ? data[6][i / pixels % channels] : 1);

        double Normalized(int i) => (data[0][i] - data[1][i / pixels]) * data[2][i / pixels];
    }
}
