namespace Unfurl;

/// <summary>x[c] - log(sum over k of exp(x[k])), over the channel axis; the largest x is subtracted first. As PyTorch LogSoftmax(dim=1).</summary>
/// <remarks>A cross-entropy loss may stand behind it: log probabilities are logits, too.</remarks>
[Reference(Family.Activation, "PyTorch", Formula = "x[c] - log(sum over k of exp(x[k]))", Derivative = "dx[c] = dy[c] - exp(y[c]) * sum over k of dy[k]", PyTorch = "LogSoftmax(dim=1)", Onnx = "LogSoftmax")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : LayerAttribute;

/// <summary>The largest of every <see cref="Pieces"/> neighbouring channels, from (C, ..) to (C / pieces, ..): y[c] = max over p of x[c * pieces + p] (Goodfellow et al. 2013).</summary>
/// <remarks>Behind a dense or convolutional layer of pieces * n outputs: n learned convex functions. The gradient goes to the first of the largest.</remarks>
[Reference(Family.Activation, "Goodfellow et al. 2013", Formula = "max over p of x[c * pieces + p]", Derivative = "dx is dy at the first of the largest, else 0", Shape = "(C, ..) to (C / pieces, ..)", Onnx = "Reshape, ReduceMax")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxoutAttribute : LayerAttribute
{
    /// <summary>How many channels become one, at least 1; it divides the channels.</summary>
    public MaxoutAttribute(int pieces) => Pieces = pieces;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public MaxoutAttribute(object pieces) => Pieces = pieces as int? ?? 0;

    /// <summary>How many channels become one; 0 where it follows from a block's parameters.</summary>
    public int Pieces { get; }
}

/// <summary>Gaussian radial basis functions: y[o] = exp(-|x - c[o]|^2 / (2 w[o]^2)), from (F) to (features) (Broomhead and Lowe 1988).</summary>
/// <remarks>Learned are the centres c [features, F] under <c>radialbasisN.centres</c>, which start uniform in (-1, 1), and the widths w [features] under
/// <c>radialbasisN.widths</c>. A feature map needs <see cref="FlattenAttribute"/> before it.</remarks>
[Reference(Family.Activation, "Broomhead and Lowe 1988", Formula = "exp(-|x - c[o]|^2 / (2 * w[o]^2))", Derivative = "dx = -sum over o of dy[o] * y[o] * (x - c[o]) / w[o]^2", Shape = "(F) to (features)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RadialBasisAttribute : LayerAttribute
{
    /// <summary>A layer of <paramref name="features"/> functions, at least 1.</summary>
    public RadialBasisAttribute(int features) => Features = features;

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public RadialBasisAttribute(object features) => Features = features as int? ?? 0;

    /// <summary>Outputs; 0 where they follow from a block's parameters.</summary>
    public int Features { get; }

    /// <summary>What the widths start at, 1e-9 to 1e9; not given, the root of F, about the distance of two points of the cube the centres start in.</summary>
    public double Width { get; set; }
}
