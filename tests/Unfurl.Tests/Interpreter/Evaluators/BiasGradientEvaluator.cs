using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>db[o] = sum over samples and pixels of dy[o].</summary>
internal sealed class BiasGradientEvaluator : Evaluator<BiasGradient>
{
    protected override void Run(BiasGradient operation, NodeData data)
    {
        int pixels = data.Shape(0).Length / data.Shape(0).Channels;
        for (int i = 0; i < data[0].Length; i++)
            data.Output[i / pixels % data.Output.Length] += data[0][i];
    }
}
