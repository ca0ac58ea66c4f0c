namespace Unfurl;

/// <summary>max(x, 0). The derivative at 0 is 0, as in PyTorch; NaN stays NaN.</summary>
[Formula("max(x, 0)")]
[Reference(Family.Activation, "Nair and Hinton 2010", PyTorch = "ReLU", Onnx = "Relu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReLUAttribute : ActivationAttribute;

/// <summary>max(x, 0), but at most 6. The derivative at 0 and at 6 is 0, as in PyTorch.</summary>
[Formula("min(max(x, 0), 6)")]
[Reference(Family.Activation, "Krizhevsky 2010", PyTorch = "ReLU6", Onnx = "Clip(0, 6)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReLU6Attribute : ActivationAttribute;

/// <summary>x above 0, alpha x else; alpha is 0.01 unless given. The derivative at 0 is alpha, as in PyTorch.</summary>
[Formula("where(x > 0, x, alpha * x)")]
[Reference(Family.Activation, "Maas, Hannun and Ng 2013", PyTorch = "LeakyReLU", Onnx = "LeakyRelu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReLUAttribute : ActivationAttribute
{
    /// <summary>Slope below 0, default 0.01.</summary>
    public LeakyReLUAttribute(double alpha = 0.01) => Alpha = alpha;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public LeakyReLUAttribute(object alpha) => Alpha = alpha as double? ?? 0;

    /// <summary>Slope below 0; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }
}

/// <summary>
/// x above 0, weight x else, the weight learned: one for the layer, or one for each channel. The derivative at 0 is the weight, as in PyTorch. Its
/// weight is <c>preluN.weight</c>, [1] or [C], and starts at 0.25.
/// </summary>
[Formula("where(x > 0, x, weight * x)")]
[Learned("weight", "initial")]
[Reference(Family.Activation, "He et al. 2015", PyTorch = "PReLU", Onnx = "PRelu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReLUAttribute : ActivationAttribute
{
    /// <summary>What the weight starts at, default 0.25.</summary>
    public PReLUAttribute(double initial = 0.25) => Initial = initial;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public PReLUAttribute(object initial) => Initial = initial as double? ?? 0;

    /// <summary>What the weight starts at; 0 where it follows from a block's parameters.</summary>
    public double Initial { get; }

    /// <summary>Whether each channel learns its own; default false, one number for the layer.</summary>
    public bool PerChannel { get; set; }
}

/// <summary>0 up to alpha, x above; alpha is 1 unless given. At alpha value and derivative are 0, as in ONNX and PyTorch; NaN stays NaN.</summary>
[Formula("where(x <= alpha, 0, x)")]
[Reference(Family.Activation, "Konda, Memisevic and Krueger 2014", PyTorch = "Threshold(alpha, 0)", Onnx = "ThresholdedRelu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ThresholdedReLUAttribute : ActivationAttribute
{
    /// <summary>The threshold, default 1.</summary>
    public ThresholdedReLUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public ThresholdedReLUAttribute(object alpha) => Alpha = alpha as double? ?? 0;

    /// <summary>The threshold; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }
}

/// <summary>
/// x moved towards 0 by lambda, and 0 within lambda of it; lambda is at least 0, and 0.5 unless given. The derivative at both ends of that range is 0, as in
/// PyTorch; NaN stays NaN.
/// </summary>
[Formula("where(x > lambda, x - lambda, where(x >= -lambda, 0, x + lambda))", Requires = "lambda >= 0")]
[Reference(Family.Activation, "Donoho 1995", PyTorch = "Softshrink", Onnx = "Shrink")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftshrinkAttribute : ActivationAttribute
{
    /// <summary>By how much, default 0.5.</summary>
    public SoftshrinkAttribute(double lambda = 0.5) => Lambda = lambda;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public SoftshrinkAttribute(object lambda) => Lambda = lambda as double? ?? 0;

    /// <summary>By how much; 0 where it follows from a block's parameters.</summary>
    public double Lambda { get; }
}

/// <summary>|x|. The derivative at 0 is 0, as in PyTorch.</summary>
[Formula("abs(x)")]
[Reference(Family.Activation, "PyTorch", PyTorch = "abs", Onnx = "Abs")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AbsAttribute : ActivationAttribute;
