using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The windows of a pooling layer.</summary>
internal static class PoolWalk
{
    /// <summary>Every number of the pooled maps.</summary>
    public static void Run(int samples, Maps y, Action<int, int, int, int> visit)
    {
        for (int n = 0; n < samples; n++)
        {
            for (int c = 0; c < y.Channels; c++)
            {
                for (int i = 0; i < y.Height; i++)
                {
                    for (int j = 0; j < y.Width; j++)
                        visit(n, c, i, j);
                }
            }
        }
    }

    /// <summary>The cells of a window inside the map, in row order.</summary>
    public static IEnumerable<(int Row, int Column)> Cells(Window window, int i, int j, Maps x)
    {
        foreach (int row in Line(window.Vertical, i))
        {
            foreach (int column in Line(window.Horizontal, j))
            {
                if (x.Contains(row, column))
                    yield return (row, column);
            }
        }
    }

    /// <summary>The cells of a window inside the map and its padding, which ends where it was declared to end even if windows reach further.</summary>
    public static int PaddedCells(Window window, int i, int j, Maps x) =>
        Line(window.Vertical, i).Count(row => row < x.Height + window.Vertical.After)
        * Line(window.Horizontal, j).Count(column => column < x.Width + window.Horizontal.After);

    private static IEnumerable<int> Line(WindowAxis axis, int position)
    {
        if (axis is AdaptiveAxis adaptive)
        {
            // Every cell that the window's share of the axis touches.
            double share = (double)adaptive.Size / adaptive.Outputs;
            for (int cell = 0; cell < adaptive.Size; cell++)
            {
                if (cell + 1 > (position * share) + 1e-9 && cell < ((position + 1) * share) - 1e-9)
                    yield return cell;
            }

            yield break;
        }

        for (int k = 0; k < axis.Kernel; k++)
            yield return position * axis.Stride + k * axis.Dilation - axis.Before;
    }
}
