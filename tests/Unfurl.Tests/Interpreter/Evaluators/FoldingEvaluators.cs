using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>w / sqrt(var + epsilon).</summary>
internal sealed class NormalizationScaleEvaluator : Evaluator<NormalizationScale>
{
    protected override void Run(NormalizationScale operation, NodeData data)
    {
        for (int c = 0; c < data.Output.Length; c++)
            data.Output[c] = (operation.Affine ? data[1][c] : 1) / Math.Sqrt(data[0][c] + operation.Epsilon);
    }
}

/// <summary>b - mean scale.</summary>
internal sealed class NormalizationShiftEvaluator : Evaluator<NormalizationShift>
{
    protected override void Run(NormalizationShift operation, NodeData data)
    {
        for (int c = 0; c < data.Output.Length; c++)
            data.Output[c] = (operation.Affine ? data[2][c] : 0) - (data[0][c] * data[1][c]);
    }
}

/// <summary>The weights, each times the scale of its place on an axis.</summary>
internal sealed class ScaledWeightsEvaluator : Evaluator<ScaledWeights>
{
    protected override void Run(ScaledWeights operation, NodeData data)
    {
        int inner = 1;
        foreach (int size in data.OutputShape.Sizes.Skip(operation.Axis + 1))
            inner *= size;
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = data[0][i] * data[1][i / inner % data.OutputShape.Sizes[operation.Axis]];
    }
}

/// <summary>shift + scale b.</summary>
internal sealed class ScaledBiasEvaluator : Evaluator<ScaledBias>
{
    protected override void Run(ScaledBias operation, NodeData data)
    {
        for (int o = 0; o < data.Output.Length; o++)
            data.Output[o] = data[1][o] + (operation.Bias ? data[0][o] * data[2][o] : 0);
    }
}

/// <summary>b[o] + sum over c and taps of w[o,c,..] shift[c].</summary>
internal sealed class ShiftedBiasEvaluator : Evaluator<ShiftedBias>
{
    protected override void Run(ShiftedBias operation, NodeData data)
    {
        (int outputs, int channels) = (data.Shape(0).Sizes[0], data.Shape(0).Sizes[1]);
        int taps = data[0].Length / outputs / channels;
        for (int i = 0; i < data[0].Length; i++)
            data.Output[i / taps / channels] += data[0][i] * data[1][i / taps % channels];
        for (int o = 0; operation.Bias && o < outputs; o++)
            data.Output[o] += data[2][o];
    }
}
