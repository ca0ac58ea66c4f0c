using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Row 0: the mean of each channel over samples and pixels; row 1: the mean square of what is left without it.</summary>
internal sealed class BatchMomentsEvaluator : Evaluator<BatchMoments>
{
    protected override void Run(BatchMoments operation, NodeData data)
    {
        var x = new Channels(data, 0);
        for (int c = 0; c < x.Count; c++)
        {
            double mean = x.Of(c).Average();
            data.Output[c] = mean;
            data.Output[x.Count + c] = x.Of(c).Average(v => Math.Pow(v - mean, 2));
        }
    }
}

/// <summary>What the running statistics are after the pass: (1 - a) r + a times the batch's, the variance times m / (m - 1). Row 0 means, row 1 variances.</summary>
internal sealed class RunningUpdateEvaluator : Evaluator<RunningUpdate>
{
    protected override void Run(RunningUpdate operation, NodeData data)
    {
        int channels = data.Shape(1).Length;
        double m = (double)operation.Pixels * data.Samples;
        for (int c = 0; c < channels; c++)
        {
            data.Output[c] = ((1 - operation.Momentum) * data[1][c]) + (operation.Momentum * data[0][c]);
            data.Output[channels + c] = ((1 - operation.Momentum) * data[2][c]) + (operation.Momentum * data[0][channels + c] * m / (m - 1));
        }
    }
}

/// <summary>All numbers of a batch by channel.</summary>
internal sealed class Channels(NodeData data, int input)
{
    private readonly double[] _numbers = data[input];
    private readonly int _pixels = data.Shape(input).Height * data.Shape(input).Width;

    public int Count { get; } = data.Shape(input).Channels;

    /// <summary>The channel that number i of the batch belongs to.</summary>
    public int Channel(int i) => i / _pixels % Count;

    public IEnumerable<double> Of(int channel) => Places(channel).Select(i => _numbers[i]);

    /// <summary>Where the numbers of a channel stand.</summary>
    public IEnumerable<int> Places(int channel)
    {
        for (int first = channel * _pixels; first < _numbers.Length; first += Count * _pixels)
        {
            for (int i = 0; i < _pixels; i++)
                yield return first + i;
        }
    }
}
