using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c] = x[c] d[c]^-beta, d[c] = k + alpha / size sum of x[i]^2 over the channels i of c's window that exist.</summary>
internal sealed class LocalResponseNormEvaluator : Evaluator<LocalResponseNorm>
{
    protected override void Run(LocalResponseNorm operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) =>
        {
            for (int c = 0; c < x.Channels; c++)
                y[n, c, i, j] = x[n, c, i, j] * Math.Pow(Denominator(operation, x, n, c, i, j), -operation.Beta);
        });
    }

    public static double Denominator(LocalResponseNorm norm, Maps x, int n, int c, int i, int j) =>
        norm.K + (norm.Alpha / norm.Size * Window(norm, c, x.Channels).Sum(w => Math.Pow(x[n, w, i, j], 2)));

    /// <summary>Channels c - floor((size - 1) / 2) .. c + ceil((size - 1) / 2).</summary>
    public static IEnumerable<int> Window(LocalResponseNorm norm, int c, int channels)
    {
        double half = (norm.Size - 1) / 2.0;
        (int first, int last) = (c - (int)Math.Floor(half), c + (int)Math.Ceiling(half));
        return Enumerable.Range(first, norm.Size).Where(w => w >= 0 && w <= last && w < channels);
    }
}

/// <summary>Each y[c] hands dy back to x[c] itself, and through d[c] to every x of its window: dd[c]/dx[i] = 2 alpha / size x[i].</summary>
internal sealed class LocalResponseNormGradientEvaluator : Evaluator<LocalResponseNormGradient>
{
    protected override void Run(LocalResponseNormGradient operation, NodeData data)
    {
        LocalResponseNorm norm = operation.Norm;
        Maps x = data.Maps(0), dy = data.Maps(1), dx = data.OutputMaps;
        Pixels.Run(data.Samples, x, (n, i, j) =>
        {
            for (int c = 0; c < x.Channels; c++)
            {
                double d = LocalResponseNormEvaluator.Denominator(norm, x, n, c, i, j);
                dx[n, c, i, j] += dy[n, c, i, j] * Math.Pow(d, -norm.Beta);
                double dd = dy[n, c, i, j] * x[n, c, i, j] * -norm.Beta * Math.Pow(d, -norm.Beta - 1);
                foreach (int w in LocalResponseNormEvaluator.Window(norm, c, x.Channels))
                    dx[n, w, i, j] += dd * 2 * norm.Alpha / norm.Size * x[n, w, i, j];
            }
        });
    }
}
