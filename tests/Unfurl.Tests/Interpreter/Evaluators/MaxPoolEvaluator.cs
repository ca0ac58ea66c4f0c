using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The largest number of each window, the padding being minus infinity.</summary>
internal sealed class MaxPoolEvaluator : Evaluator<MaxPool>
{
    protected override void Run(MaxPool operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) =>
        {
            y[n, c, i, j] = double.NegativeInfinity;
            foreach ((int row, int column) in PoolWalk.Cells(operation.Window, i, j, x))
                y[n, c, i, j] = Math.Max(y[n, c, i, j], x[n, c, row, column]);
        });
    }
}

/// <summary>dy goes to the first of the largest in row order. Finds it anew, without believing the y it is given.</summary>
internal sealed class MaxPoolGradientEvaluator : Evaluator<MaxPoolGradient>
{
    protected override void Run(MaxPoolGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), dy = data.Maps(2), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) =>
        {
            (int Row, int Column)? largest = null;
            foreach ((int row, int column) in PoolWalk.Cells(operation.Window, i, j, x))
            {
                if (largest is not { } best || x[n, c, row, column] > x[n, c, best.Row, best.Column])
                    largest = (row, column);
            }

            if (largest is { } first)
                dx[n, c, first.Row, first.Column] += dy[n, c, i, j];
        });
    }
}
