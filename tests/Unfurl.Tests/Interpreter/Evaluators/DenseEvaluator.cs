using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[o] = f(b[o] + sum over i of w[o,i] x[i]).</summary>
internal sealed class DenseEvaluator : Evaluator<Dense>
{
    protected override void Run(Dense operation, NodeData data)
    {
        int inputs = data.Shape(0).Length, outputs = data.OutputShape.Length;
        for (int n = 0; n < data.Samples; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = operation.Bias ? data[2][o] : 0;
                for (int i = 0; i < inputs; i++)
                    sum += data[1][o * inputs + i] * data[0][n * inputs + i];
                data.Output[n * outputs + o] = Epilogue.Apply(operation.Epilogue, sum);
            }
        }
    }
}

/// <summary>dx[i] = sum over o of w[o,i] dy[o].</summary>
internal sealed class DenseInputGradientEvaluator : Evaluator<DenseInputGradient>
{
    protected override void Run(DenseInputGradient operation, NodeData data)
    {
        int inputs = data.OutputShape.Length, outputs = data.Shape(1).Length;
        for (int n = 0; n < data.Samples; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                for (int i = 0; i < inputs; i++)
                    data.Output[n * inputs + i] += data[0][o * inputs + i] * data[1][n * outputs + o];
            }
        }
    }
}

/// <summary>dw[o,i] = sum over samples of dy[o] x[i].</summary>
internal sealed class DenseWeightsGradientEvaluator : Evaluator<DenseWeightsGradient>
{
    protected override void Run(DenseWeightsGradient operation, NodeData data)
    {
        int inputs = data.Shape(0).Length, outputs = data.Shape(1).Length;
        for (int n = 0; n < data.Samples; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                for (int i = 0; i < inputs; i++)
                    data.Output[o * inputs + i] += data[1][n * outputs + o] * data[0][n * inputs + i];
            }
        }
    }
}
