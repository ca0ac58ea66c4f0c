using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Each number is that of the cell it is a copy of.</summary>
internal sealed class UpsampleEvaluator : Evaluator<Upsample>
{
    protected override void Run(Upsample operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = x[n, c, i / operation.Vertical, j / operation.Horizontal]);
    }
}

/// <summary>Each dy goes back to the cell that was copied.</summary>
internal sealed class UpsampleGradientEvaluator : Evaluator<UpsampleGradient>
{
    protected override void Run(UpsampleGradient operation, NodeData data)
    {
        Maps dy = data.Maps(0), dx = data.OutputMaps;
        PoolWalk.Run(data.Samples, dy, (n, c, i, j) => dx[n, c, i / operation.Vertical, j / operation.Horizontal] += dy[n, c, i, j]);
    }
}
