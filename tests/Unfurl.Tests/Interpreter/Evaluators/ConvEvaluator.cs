using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[o,i,j] = f(b[o] + sum over r,s and the c of o's group of w[o,c,r,s] x[c, i S + r D - P, j S + s D - P] + a[o,i,j]), x being 0 outside; the kernel is read from
/// its end where it is flipped.</summary>
internal sealed class ConvEvaluator : Evaluator<Conv>
{
    protected override void Run(Conv operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        double[] weights = data[1];
        Maps? addend = operation.Adds ? data.Maps(operation.Bias ? 3 : 2) : null;
        ConvWalk.Run(operation.Window, operation.Groups, operation.Shares, data.Samples, x, y, (n, o, c, row, column, i, j, w) => y[n, o, i, j] += weights[w] * x[n, c, row, column]);
        for (int n = 0; n < data.Samples; n++)
        {
            for (int o = 0; o < y.Channels; o++)
            {
                for (int i = 0; i < y.Height; i++)
                {
                    for (int j = 0; j < y.Width; j++)
                        y[n, o, i, j] = Epilogue.Apply(operation.Epilogue, y[n, o, i, j] + (operation.Bias ? data[2][o] : 0) + (addend?[n, o, i, j] ?? 0));
                }
            }
        }
    }
}

/// <summary>Each product of the forward sum hands dy w back to the x it read.</summary>
internal sealed class ConvInputGradientEvaluator : Evaluator<ConvInputGradient>
{
    protected override void Run(ConvInputGradient operation, NodeData data)
    {
        Maps dy = data.Maps(1), dx = data.OutputMaps;
        double[] weights = data[0];
        ConvWalk.Run(operation.Window, operation.Groups, operation.Shares, data.Samples, dx, dy, (n, o, c, row, column, i, j, w) => dx[n, c, row, column] += weights[w] * dy[n, o, i, j]);
    }
}

/// <summary>Each product of the forward sum hands dy x back to the w it used.</summary>
internal sealed class ConvWeightGradientEvaluator : Evaluator<ConvWeightGradient>
{
    protected override void Run(ConvWeightGradient operation, NodeData data)
    {
        Maps x = data.Maps(0), dy = data.Maps(1);
        double[] gradient = data.Output;
        ConvWalk.Run(operation.Window, operation.Groups, operation.Shares, data.Samples, x, dy, (n, o, c, row, column, i, j, w) => gradient[w] += dy[n, o, i, j] * x[n, c, row, column]);
    }
}

/// <summary>Every product of a convolution whose x lies inside the map. Group g of the outputs reads group g of the inputs, with weights of its own or those of group 0.</summary>
internal static class ConvWalk
{
    public delegate void Product(int n, int o, int c, int row, int column, int i, int j, int weight);

    public static void Run(Window window, int groups, bool shares, int samples, Maps x, Maps y, Product product)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (window.Vertical, window.Horizontal);
        (int inputs, int outputs) = (x.Channels / groups, y.Channels / groups);
        for (int n = 0; n < samples; n++)
        {
            for (int o = 0; o < y.Channels; o++)
            {
                for (int c = 0; c < inputs; c++)
                {
                    for (int r = 0; r < vertical.Kernel; r++)
                    {
                        for (int s = 0; s < horizontal.Kernel; s++)
                            Tap(n, o, c, r, s);
                    }
                }
            }
        }

        void Tap(int n, int o, int c, int r, int s)
        {
            int weight = ((((shares ? o % outputs : o) * inputs + c) * vertical.Kernel) + Read(vertical, r)) * horizontal.Kernel + Read(horizontal, s), source = (o / outputs * inputs) + c;
            for (int i = 0; i < y.Height; i++)
            {
                int row = i * vertical.Stride + r * vertical.Dilation - vertical.Before;
                for (int j = 0; j < y.Width; j++)
                {
                    int column = j * horizontal.Stride + s * horizontal.Dilation - horizontal.Before;
                    if (x.Contains(row, column))
                        product(n, o, source, row, column, i, j, weight);
                }
            }
        }

        static int Read(WindowAxis axis, int cell) => axis.IsFlipped ? axis.Kernel - 1 - cell : cell;
    }
}
