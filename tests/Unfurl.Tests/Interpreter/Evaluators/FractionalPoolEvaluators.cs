using Unfurl.CompilerServices;
using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The edges the library draws for this pass and layer, or where nothing is learned those that are fixed; each sample's start at a multiple of 16 of the sequence drawn.</summary>
internal sealed class FractionalEdgesEvaluator : Evaluator<FractionalEdges>
{
    protected override void Run(FractionalEdges operation, NodeData data)
    {
        int length = data.OutputShape.Length, stride = (length + 15) / 16 * 16;
        var edges = new float[stride * data.Samples];
        (DrawnAxis v, DrawnAxis h) = (operation.Vertical, operation.Horizontal);
        FractionalRegions.Fill(
            edges, v.Size, v.Outputs, v.Overlaps ? 1 : 0, h.Size, h.Outputs, h.Overlaps ? 1 : 0, operation.PseudoRandom ? 1 : 0, operation.Seed, operation.Passes,
            operation.IsFixed || data.Pass is null ? 1 : 0, data.Pass ?? 0, data.Layer);
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = edges[(i / length * stride) + (i % length)];
    }
}

/// <summary>The largest number of each window of the first set of edges; where nothing is learned, the mean of those of all sets.</summary>
internal sealed class FractionalMaxPoolEvaluator : Evaluator<FractionalMaxPool>
{
    protected override void Run(FractionalMaxPool operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        int sets = data.Pass is null ? operation.Passes : 1, length = data.Shape(1).Length;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = Enumerable.Range(0, sets)
            .Average(set => Cells(operation.Window, data[1], (n * length) + (set * length / operation.Passes), i, j).Max(cell => x[n, c, cell.Row, cell.Column])));
    }

    /// <summary>The cells between a window's edges, in row order.</summary>
    public static IEnumerable<(int Row, int Column)> Cells(Window window, double[] edges, int first, int i, int j)
    {
        var (v, h) = ((DrawnAxis)window.Vertical, (DrawnAxis)window.Horizontal);
        int rows = first, columns = first + v.Edges;
        for (int row = (int)edges[rows + i]; row < edges[rows + i + 1] + (v.Overlaps ? 1 : 0); row++)
        {
            for (int column = (int)edges[columns + j]; column < edges[columns + j + 1] + (h.Overlaps ? 1 : 0); column++)
                yield return (row, column);
        }
    }
}

/// <summary>dy goes to the first of the largest in row order. Finds it anew, without believing the y it is given.</summary>
internal sealed class FractionalMaxPoolGradientEvaluator : Evaluator<FractionalMaxPoolGradient>
{
    protected override void Run(FractionalMaxPoolGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), dy = data.Maps(3), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) =>
        {
            (int row, int column) = FractionalMaxPoolEvaluator.Cells(operation.Window, data[1], n * data.Shape(1).Length, i, j).MaxBy(cell => x[n, c, cell.Row, cell.Column]);
            dx[n, c, row, column] += dy[n, c, i, j];
        });
    }
}
