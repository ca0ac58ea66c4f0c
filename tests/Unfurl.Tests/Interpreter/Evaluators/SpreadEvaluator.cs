using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c,i,j] = x[c,i,j], where x has that index, else its only one.</summary>
internal sealed class SpreadEvaluator : Evaluator<Spread>
{
    protected override void Run(Spread operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, y, (n, c, i, j) => y[n, c, i, j] = x[n, c % x.Channels, i % x.Height, j % x.Width]);
    }
}

/// <summary>y[c] = sum over i,j of x[c,i,j].</summary>
internal sealed class PixelSumEvaluator : Evaluator<PixelSum>
{
    protected override void Run(PixelSum operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, x, (n, c, i, j) => y[n, c, 0, 0] += x[n, c, i, j]);
    }
}

/// <summary>Every x goes to the y of its indices, where y has them.</summary>
internal sealed class AxisSumEvaluator : Evaluator<AxisSum>
{
    protected override void Run(AxisSum operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        PoolWalk.Run(data.Samples, x, (n, c, i, j) => y[n, c % y.Channels, i % y.Height, j % y.Width] += x[n, c, i, j]);
    }
}
