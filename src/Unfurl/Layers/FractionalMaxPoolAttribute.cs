namespace Unfurl;

/// <summary>The largest value of windows whose sizes are drawn, so that maps shrink by a fraction: y[c,i,j] = max of x[c] over rows e(i) to e(i+1) and columns f(j) to f(j+1) (Graham
/// 2014).</summary>
/// <remarks>
/// (C, H, W) to (C, floor(H / ratio), floor(W / ratio)), at least 1 each. While training every sample has edges of its own, drawn from the training pass, the layer and
/// <see cref="Seed"/>, the same for all channels. Otherwise the result is the mean over <see cref="Passes"/> draws that follow from layer and seed alone: the same every time. (The
/// paper averages what the whole network answers; this averages layer by layer, in one pass.) Steps between n + 1 edges over N cells are floor(M / n) or one more, with M = N - 1 if
/// overlapping, else N. The gradient goes to the first maximum in row order. Source: Graham 2014. PyTorch: FractionalMaxPool2d, whose windows are of one size; ONNX has none.
/// </remarks>
[Reference(Family.Pooling, "Graham 2014", Formula = "max over rows e(i) to e(i + 1) and columns f(j) to f(j + 1), edges drawn", Derivative = "dy to the first of the largest", Shape = "(C, H, W) to (C, H / ratio, W / ratio)", PyTorch = "FractionalMaxPool2d, nearly")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FractionalMaxPoolAttribute : LayerAttribute
{
    /// <summary>Height and width divided by <paramref name="ratio"/>, 1 to 1024; the paper has 1.25 to 1.6.</summary>
    public FractionalMaxPoolAttribute(double ratio) => Ratio = ratio;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public FractionalMaxPoolAttribute(object ratio) => Ratio = ratio as double? ?? 0;

    /// <summary>By how much maps shrink; 0 where it follows from a block's parameters.</summary>
    public double Ratio { get; }

    /// <summary>Whether windows share the row or column between them (the paper's overlapping); default true. Otherwise they are disjoint.</summary>
    public bool Overlapping { get; set; } = true;

    /// <summary>Whether edge i is ceil(a (i + u)) - ceil(a u) for one random u, so that long and short steps alternate evenly; default false, steps in random order.</summary>
    public bool PseudoRandom { get; set; }

    /// <summary>Draws that are averaged outside training, 1 to 64; default 1.</summary>
    public int Passes { get; set; } = 1;

    /// <summary>Another seed draws other edges; 0 to 16777215, default 0.</summary>
    public int Seed { get; set; }
}
