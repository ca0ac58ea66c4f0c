using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The p-norm of each window's cells inside the map.</summary>
internal sealed class LpPoolEvaluator : Evaluator<LpPool>
{
    protected override void Run(LpPool operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = Norm(operation.Window, operation.Power, x, n, c, i, j));
    }

    public static double Norm(Window window, double power, Maps x, int n, int c, int i, int j) =>
        Math.Pow(PoolWalk.Cells(window, i, j, x).Sum(cell => Math.Pow(Math.Abs(x[n, c, cell.Row, cell.Column]), power)), 1 / power);
}

/// <summary>With y = s^(1/p) and s = sum |x|^p: dy/dx = s^(1/p - 1) |x|^(p - 1) sign(x). Finds the norm anew, without believing the y it is given.</summary>
internal sealed class LpPoolGradientEvaluator : Evaluator<LpPoolGradient>
{
    protected override void Run(LpPoolGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), dy = data.Maps(2), dx = data.OutputMaps;
        double p = operation.Power;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) =>
        {
            double sum = Math.Pow(LpPoolEvaluator.Norm(operation.Window, p, x, n, c, i, j), p);
            foreach ((int row, int column) in PoolWalk.Cells(operation.Window, i, j, x))
            {
                double value = x[n, c, row, column];
                if (value != 0)
                    dx[n, c, row, column] += dy[n, c, i, j] * Math.Pow(sum, (1 / p) - 1) * Math.Pow(Math.Abs(value), p - 1) * Math.Sign(value);
            }
        });
    }
}
