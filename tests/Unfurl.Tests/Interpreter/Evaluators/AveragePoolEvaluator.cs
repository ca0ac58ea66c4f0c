using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The mean of each window's cells inside the map, or of those and the padding's zeros.</summary>
internal sealed class AveragePoolEvaluator : Evaluator<AveragePool>
{
    protected override void Run(AveragePool operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) =>
        {
            (int Row, int Column)[] cells = [.. PoolWalk.Cells(operation.Window, i, j, x)];
            int count = operation.CountPadding ? PoolWalk.PaddedCells(operation.Window, i, j, x) : cells.Length;
            y[n, c, i, j] = cells.Sum(cell => x[n, c, cell.Row, cell.Column]) / count;
        });
    }
}

/// <summary>Every cell of a window gets its share of dy.</summary>
internal sealed class AveragePoolGradientEvaluator : Evaluator<AveragePoolGradient>
{
    protected override void Run(AveragePoolGradient operation, NodeData data)
    {
        Maps dy = data.Maps(0), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) =>
        {
            (int Row, int Column)[] cells = [.. PoolWalk.Cells(operation.Window, i, j, dx)];
            int count = operation.CountPadding ? PoolWalk.PaddedCells(operation.Window, i, j, dx) : cells.Length;
            foreach ((int row, int column) in cells)
                dx[n, c, row, column] += dy[n, c, i, j] / count;
        });
    }
}
