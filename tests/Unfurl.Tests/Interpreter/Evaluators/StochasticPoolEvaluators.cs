using Unfurl.CompilerServices;
using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The numbers the library draws for this pass and layer; each sample's start at a multiple of 16 of the sequence drawn.</summary>
internal sealed class UniformDrawEvaluator : Evaluator<UniformDraw>
{
    protected override void Run(UniformDraw operation, NodeData data)
    {
        int length = operation.Shape.Length, stride = (length + 15) / 16 * 16;
        var numbers = new float[stride * data.Samples];
        if (data.Pass is { } pass)
            RandomNumbers.FillUniform(numbers, pass, data.Layer);
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = numbers[(i / length * stride) + (i % length)];
    }
}

/// <summary>The cell at which the sum of the positive numbers so far first exceeds u times that of all.</summary>
internal sealed class StochasticChoiceEvaluator : Evaluator<StochasticChoice>
{
    protected override void Run(StochasticChoice operation, NodeData data)
    {
        Maps x = data.Maps(0), u = data.Maps(1), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) =>
        {
            (int Row, int Column)[] cells = [.. PoolWalk.Cells(operation.Window, i, j, x)];
            double[] sizes = [.. cells.Select(cell => Math.Max(0, x[n, c, cell.Row, cell.Column]))];
            double wanted = u[n, c, i, j] * sizes.Sum(), sum = 0;
            y[n, c, i, j] = -1;
            for (int k = 0; k < cells.Length; k++)
            {
                sum += sizes[k];
                if (sizes[k] > 0 && sum > wanted)
                {
                    y[n, c, i, j] = Number(operation.Window, i, j, cells[k]);
                    break;
                }
            }
        });
    }

    /// <summary>The number of a cell in its window, those outside the map counted.</summary>
    public static int Number(Window window, int i, int j, (int Row, int Column) cell) =>
        ((cell.Row - (i * window.Vertical.Stride) + window.Vertical.Before) * window.Horizontal.Kernel) + cell.Column - (j * window.Horizontal.Stride) + window.Horizontal.Before;
}

/// <summary>The chosen cell of each window, or 0; where nothing is learned, the expectation.</summary>
internal sealed class ChosenPoolEvaluator : Evaluator<ChosenPool>
{
    protected override void Run(ChosenPool operation, NodeData data)
    {
        Maps x = data.Maps(0), choice = data.Maps(1), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = data.Pass is null
            ? StochasticMeanEvaluator.Mean(operation.Window, x, n, c, i, j)
            : PoolWalk.Cells(operation.Window, i, j, x)
                .Where(cell => StochasticChoiceEvaluator.Number(operation.Window, i, j, cell) == (int)choice[n, c, i, j])
                .Sum(cell => x[n, c, cell.Row, cell.Column]));
    }
}

/// <summary>dy goes to the chosen cell.</summary>
internal sealed class ChosenPoolGradientEvaluator : Evaluator<ChosenPoolGradient>
{
    protected override void Run(ChosenPoolGradient operation, NodeData data)
    {
        Maps choice = data.Maps(0), dy = data.Maps(1), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) =>
        {
            foreach ((int row, int column) in PoolWalk.Cells(operation.Window, i, j, dx))
            {
                if (StochasticChoiceEvaluator.Number(operation.Window, i, j, (row, column)) == (int)choice[n, c, i, j])
                    dx[n, c, row, column] += dy[n, c, i, j];
            }
        });
    }
}

/// <summary>Each positive number times its probability.</summary>
internal sealed class StochasticMeanEvaluator : Evaluator<StochasticMean>
{
    protected override void Run(StochasticMean operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = Mean(operation.Window, x, n, c, i, j));
    }

    public static double Mean(Window window, Maps x, int n, int c, int i, int j)
    {
        double[] sizes = [.. PoolWalk.Cells(window, i, j, x).Select(cell => Math.Max(0, x[n, c, cell.Row, cell.Column]))];
        double sum = sizes.Sum();
        return sum == 0 ? 0 : sizes.Sum(size => size * (size / sum));
    }
}
