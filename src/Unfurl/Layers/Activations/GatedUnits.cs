namespace Unfurl;

/// <summary>x sigmoid(x): Swish with beta 1.</summary>
[Formula("x * sigmoid(x)")]
[Reference(Family.Activation, "Elfwing, Uchibe and Doya 2018", PyTorch = "SiLU", Onnx = "Swish")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiLUAttribute : ActivationAttribute;

/// <summary>
/// x sigmoid(beta x), beta learned: one for the layer, or one for each channel; with <c>Frozen = true</c> it stays where it starts. Its weight is
/// <c>swishN.beta</c>, [1] or [C].
/// </summary>
[Formula("x * sigmoid(beta * x)")]
[Learned("beta", "initial")]
[Reference(Family.Activation, "Ramachandran, Zoph and Le 2017", Onnx = "Swish")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SwishAttribute : ActivationAttribute
{
    /// <summary>What beta starts at, default 1.</summary>
    public SwishAttribute(double initial = 1) => Initial = initial;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public SwishAttribute(object initial) => Initial = initial as double? ?? 0;

    /// <summary>What beta starts at; 0 where it follows from a block's parameters.</summary>
    public double Initial { get; }

    /// <summary>Whether each channel learns its own; default false, one number for the layer.</summary>
    public bool PerChannel { get; set; }
}

/// <summary>x times the probability that a normal variable is below x, by erf; or its approximation by tanh.</summary>
[Formula("0.5 * x * (1 + where(approximate == 1, tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)), erf(0.7071067811865476 * x)))")]
[Reference(Family.Activation, "Hendrycks and Gimpel 2016", PyTorch = "GELU", Onnx = "Gelu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GELUAttribute : ActivationAttribute
{
    /// <summary>By tanh if <paramref name="approximate"/> is true, PyTorch's <c>approximate="tanh"</c>; default false, by erf.</summary>
    public GELUAttribute(bool approximate = false) => Approximate = approximate;

    /// <summary>Whether tanh stands in the place of erf.</summary>
    public bool Approximate { get; }
}

/// <summary>x tanh(log(1 + exp(x))).</summary>
[Formula("x * tanh(softplus(x))")]
[Reference(Family.Activation, "Misra 2019", PyTorch = "Mish", Onnx = "Mish")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : ActivationAttribute;

/// <summary>x times the hard sigmoid. The derivative at -3 is 0 and at 3 it is 1: those of the straight sides. PyTorch has -0.5 and 1.5 there up to version 2.6, and
/// these since its pull request 148049.</summary>
[Formula("x * (min(max(x + 3, 0), 6) / 6)")]
[Reference(Family.Activation, "Howard et al. 2019", PyTorch = "Hardswish", Onnx = "HardSwish")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : ActivationAttribute;
