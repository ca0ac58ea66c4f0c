using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Each number is that of a cell of the input, or the one that stands outside of it.</summary>
internal sealed class PadEvaluator : Evaluator<Pad>
{
    protected override void Run(Pad operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = PadCells.Find(operation.Mode, operation.Vertical, i, x.Height) is { } row
            && PadCells.Find(operation.Mode, operation.Horizontal, j, x.Width) is { } column ? x[n, c, row, column] : operation.Number);
    }
}

/// <summary>Each dy goes back to the cell that was read.</summary>
internal sealed class PadGradientEvaluator : Evaluator<PadGradient>
{
    protected override void Run(PadGradient operation, NodeData data)
    {
        Maps dy = data.Maps(0), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) => dx[
            n,
            c,
            PadCells.Find(operation.Mode, operation.Vertical, i, dx.Height)!.Value,
            PadCells.Find(operation.Mode, operation.Horizontal, j, dx.Width)!.Value] += dy[n, c, i, j]);
    }
}

/// <summary>Which cell of an axis a padded cell shows.</summary>
internal static class PadCells
{
    public static int? Find(PadMode mode, PadAxis axis, int position, int size)
    {
        int cell = position - axis.Before;
        return mode switch
        {
            _ when cell >= 0 && cell < size => cell,
            PadMode.Zero => null,
            PadMode.Reflect => cell < 0 ? -cell : size - 1 - (cell - (size - 1)),
            PadMode.Replicate => cell < 0 ? 0 : size - 1,
            PadMode.Circular => cell < 0 ? cell + size : cell - size,
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
    }
}
