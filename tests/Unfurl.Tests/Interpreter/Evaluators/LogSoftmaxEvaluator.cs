using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c] = x[c] - m - log(sum over k of exp(x[k] - m)), m the largest x.</summary>
internal sealed class LogSoftmaxEvaluator : Evaluator<LogSoftmax>
{
    protected override void Run(LogSoftmax operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) =>
        {
            double largest = Enumerable.Range(0, x.Channels).Max(c => x[n, c, i, j]);
            double sum = Enumerable.Range(0, x.Channels).Sum(c => Math.Exp(x[n, c, i, j] - largest));
            for (int c = 0; c < x.Channels; c++)
                y[n, c, i, j] = x[n, c, i, j] - largest - Math.Log(sum);
        });
    }
}

/// <summary>dx[c] = sum over k of dy[k] ((1 if k = c) - exp(y[c])).</summary>
internal sealed class LogSoftmaxGradientEvaluator : Evaluator<LogSoftmaxGradient>
{
    protected override void Run(LogSoftmaxGradient operation, NodeData data)
    {
        Maps y = data.Maps(0), dy = data.Maps(1), dx = data.OutputMaps;
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int c = 0; c < y.Channels; c++)
            {
                for (int k = 0; k < y.Channels; k++)
                    dx[n, c, i, j] += dy[n, k, i, j] * ((k == c ? 1 : 0) - Math.Exp(y[n, c, i, j]));
            }
        });
    }
}
