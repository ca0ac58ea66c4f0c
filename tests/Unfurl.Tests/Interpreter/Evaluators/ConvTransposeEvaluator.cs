using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Each x[c,i,j] adds w[c,o,r,s] times itself to y[o, i S + r D - P, j S + s D - P] if that exists; then f(b[o] + sum).</summary>
internal sealed class ConvTransposeEvaluator : Evaluator<ConvTranspose>
{
    protected override void Run(ConvTranspose operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) => Scatter(operation, data[1], x, y, n, i, j));
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int o = 0; o < y.Channels; o++)
                y[n, o, i, j] = Epilogue.Apply(operation.Epilogue, y[n, o, i, j] + (operation.Bias ? data[2][o] : 0));
        });
    }

    private static void Scatter(ConvTranspose operation, double[] weights, Maps x, Maps y, int n, int i, int j)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (operation.Window.Vertical, operation.Window.Horizontal);
        (int inputs, int outputs) = (x.Channels / operation.Groups, y.Channels / operation.Groups);
        for (int c = 0; c < x.Channels; c++)
        {
            for (int o = 0; o < outputs; o++)
            {
                for (int r = 0; r < vertical.Kernel; r++)
                {
                    for (int s = 0; s < horizontal.Kernel; s++)
                    {
                        int row = i * vertical.Stride + r * vertical.Dilation - vertical.Before;
                        int column = j * horizontal.Stride + s * horizontal.Dilation - horizontal.Before;
                        int weight = ((((c * outputs) + o) * vertical.Kernel) + r) * horizontal.Kernel + s;
                        if (y.Contains(row, column))
                            y[n, (c / inputs * outputs) + o, row, column] += weights[weight] * x[n, c, i, j];
                    }
                }
            }
        }
    }
}
