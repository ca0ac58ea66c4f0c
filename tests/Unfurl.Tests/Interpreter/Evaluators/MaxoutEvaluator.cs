using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The largest of neighbouring channels.</summary>
internal sealed class MaxoutEvaluator : Evaluator<Maxout>
{
    protected override void Run(Maxout operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int c = 0; c < y.Channels; c++)
                y[n, c, i, j] = Enumerable.Range(c * operation.Pieces, operation.Pieces).Max(k => x[n, k, i, j]);
        });
    }
}

/// <summary>All of the gradient to the first of the largest.</summary>
internal sealed class MaxoutGradientEvaluator : Evaluator<MaxoutGradient>
{
    protected override void Run(MaxoutGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), dy = data.Maps(1), dx = data.OutputMaps;
        Pixels.Run(data.Samples, dy, (n, i, j) =>
        {
            for (int c = 0; c < dy.Channels; c++)
                dx[n, Enumerable.Range(c * operation.Pieces, operation.Pieces).MaxBy(k => x[n, k, i, j]), i, j] = dy[n, c, i, j];
        });
    }
}
