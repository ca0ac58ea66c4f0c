using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c] = exp(x[c] - m) / sum over k of exp(x[k] - m), m the largest x.</summary>
internal sealed class SoftmaxEvaluator : Evaluator<Softmax>
{
    protected override void Run(Softmax operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) =>
        {
            double[] softmax = Of(x, n, i, j);
            for (int c = 0; c < x.Channels; c++)
                y[n, c, i, j] = softmax[c];
        });
    }

    /// <summary>The softmax over the channels of a pixel.</summary>
    public static double[] Of(Maps x, int n, int i, int j)
    {
        double[] logits = [.. Enumerable.Range(0, x.Channels).Select(c => x[n, c, i, j])];
        double largest = logits.Max(), sum = logits.Sum(l => Math.Exp(l - largest));
        return [.. logits.Select(l => Math.Exp(l - largest) / sum)];
    }
}

/// <summary>dx[c] = sum over k of dy[k] y[k] ((1 if k = c) - y[c]).</summary>
internal sealed class SoftmaxGradientEvaluator : Evaluator<SoftmaxGradient>
{
    protected override void Run(SoftmaxGradient operation, NodeData data)
    {
        Maps y = data.Maps(0), dy = data.Maps(1), dx = data.OutputMaps;
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int c = 0; c < y.Channels; c++)
            {
                for (int k = 0; k < y.Channels; k++)
                    dx[n, c, i, j] += dy[n, k, i, j] * y[n, k, i, j] * ((k == c ? 1 : 0) - y[n, c, i, j]);
            }
        });
    }
}

/// <summary>All pixels of a batch.</summary>
internal static class Pixels
{
    public static void Run(int samples, Maps maps, Action<int, int, int> visit)
    {
        for (int n = 0; n < samples; n++)
        {
            for (int i = 0; i < maps.Height; i++)
            {
                for (int j = 0; j < maps.Width; j++)
                    visit(n, i, j);
            }
        }
    }
}
