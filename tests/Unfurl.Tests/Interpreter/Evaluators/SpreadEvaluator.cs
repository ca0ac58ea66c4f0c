using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c,i,j] = x[c].</summary>
internal sealed class SpreadEvaluator : Evaluator<Spread>
{
    protected override void Run(Spread operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int c = 0; c < y.Channels; c++)
                y[n, c, i, j] = x[n, c, 0, 0];
        });
    }
}

/// <summary>y[c] = sum over i,j of x[c,i,j].</summary>
internal sealed class PixelSumEvaluator : Evaluator<PixelSum>
{
    protected override void Run(PixelSum operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) =>
        {
            for (int c = 0; c < x.Channels; c++)
                y[n, c, 0, 0] += x[n, c, i, j];
        });
    }
}
