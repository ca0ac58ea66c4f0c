namespace Unfurl;

/// <summary>1 / (1 + exp(-x)); derivative y (1 - y).</summary>
[Formula("sigmoid(x)")]
[Reference(Family.Activation, "Verhulst 1838", PyTorch = "Sigmoid", Onnx = "Sigmoid")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : ActivationAttribute;

/// <summary>The hyperbolic tangent; derivative 1 - y * y.</summary>
[Formula("tanh(x)")]
[Reference(Family.Activation, "LeCun et al. 1998", PyTorch = "Tanh", Onnx = "Tanh")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : ActivationAttribute;

/// <summary>x / (1 + |x|). The derivative at 0 is 1.</summary>
[Formula("x / (1 + abs(x))")]
[Reference(Family.Activation, "Bergstra et al. 2009", PyTorch = "Softsign", Onnx = "Softsign")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : ActivationAttribute;

/// <summary>
/// alpha x + beta within 0 and 1; alpha is 1/6 and beta 0.5 unless given, as in PyTorch (ONNX has 0.2 for alpha). The derivative at both ends is 0,
/// as in PyTorch.
/// </summary>
[Formula("max(min(alpha * x + beta, 1), 0)")]
[Reference(Family.Activation, "Courbariaux, Bengio and David 2015", PyTorch = "Hardsigmoid", Onnx = "HardSigmoid")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : ActivationAttribute
{
    /// <summary>The slope, default 1/6; The value at 0, default 0.5.</summary>
    public HardSigmoidAttribute(double alpha = 1.0 / 6, double beta = 0.5) => (Alpha, Beta) = (alpha, beta);

    /// <summary>Inside a block: numbers or the names of parameters.</summary>
    public HardSigmoidAttribute(object alpha, object beta) => (Alpha, Beta) = (alpha as double? ?? 0, beta as double? ?? 0);

    /// <summary>The slope; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }

    /// <summary>The value at 0; 0 where it follows from a block's parameters.</summary>
    public double Beta { get; }
}

/// <summary>x within low and high, which are -1 and 1 unless given, low at most high. The derivative at both ends is 0, as in PyTorch.</summary>
[Formula("min(max(x, low), high)", Requires = "low <= high")]
[Reference(Family.Activation, "Collobert 2004", PyTorch = "Hardtanh", Onnx = "Clip")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardTanhAttribute : ActivationAttribute
{
    /// <summary>The least value, default -1; The greatest value, default 1.</summary>
    public HardTanhAttribute(double low = -1, double high = 1) => (Low, High) = (low, high);

    /// <summary>Inside a block: numbers or the names of parameters.</summary>
    public HardTanhAttribute(object low, object high) => (Low, High) = (low as double? ?? 0, high as double? ?? 0);

    /// <summary>The least value; 0 where it follows from a block's parameters.</summary>
    public double Low { get; }

    /// <summary>The greatest value; 0 where it follows from a block's parameters.</summary>
    public double High { get; }
}

/// <summary>-1, 0 or 1. Its derivative is 0 everywhere, so that nothing before it learns; a warning says so.</summary>
[Formula("sign(x)")]
[Reference(Family.Activation, "Rosenblatt 1958", PyTorch = "sign", Onnx = "Sign")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SignAttribute : ActivationAttribute;

/// <summary>1 from 0 on, 0 below. Its derivative is 0 everywhere, so that nothing before it learns; a warning says so.</summary>
[Formula("step(x)")]
[Reference(Family.Activation, "McCulloch and Pitts 1943", PyTorch = "heaviside(x, 1)", Onnx = "Where(x >= 0, 1, 0)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StepAttribute : ActivationAttribute;

/// <summary>alpha x: the linear activation. (PyTorch's Linear is a dense layer.)</summary>
[Formula("alpha * x")]
[Reference(Family.Activation, "PyTorch", PyTorch = "alpha * x", Onnx = "Mul")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScaleAttribute : ActivationAttribute
{
    /// <summary>The factor.</summary>
    public ScaleAttribute(double alpha) => Alpha = alpha;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public ScaleAttribute(object alpha) => Alpha = alpha as double? ?? 0;

    /// <summary>The factor; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }
}
