using Unfurl.Generator;
using Drawn = Unfurl.CompilerServices.DropoutMask;

namespace Unfurl.Tests.Interpreter;

/// <summary>y = x m.</summary>
internal sealed class DropoutEvaluator : Evaluator<Dropout>
{
    protected override void Run(Dropout operation, NodeData data)
    {
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = data[0][i] * data[1][i];
    }
}

/// <summary>What is dropped becomes d, and all is moved and scaled so that, for x of mean 0 and variance 1, mean p d and variance (1 - p) + p d^2 - (p d)^2 become 0 and 1 again.</summary>
internal sealed class AlphaDropoutEvaluator : Evaluator<AlphaDropout>
{
    protected override void Run(AlphaDropout operation, NodeData data)
    {
        double p = operation.Probability, d = -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;
        double mean = p * d, deviation = Math.Sqrt(1 - p + (p * d * d) - (mean * mean));
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = data.Pass is null ? data[0][i] : ((data[1][i] == 0 ? d : data[0][i]) - mean) / deviation;
    }
}

/// <summary>The mask the library draws for this pass and layer: randomness is the one thing that cannot be computed twice independently. Each
/// sample's mask starts at a multiple of 16 of the sequence drawn.</summary>
internal sealed class DropoutMaskEvaluator : Evaluator<DropoutMask>
{
    protected override void Run(DropoutMask operation, NodeData data)
    {
        int length = operation.Shape.Length, stride = (length + 15) / 16 * 16;
        var mask = new float[stride * data.Samples];
        mask.AsSpan().Fill(1);
        if (data.Pass is { } pass)
            Drawn.Fill(mask, (float)operation.Probability, pass, data.Layer);
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = mask[(i / length * stride) + (i % length)];
    }
}
