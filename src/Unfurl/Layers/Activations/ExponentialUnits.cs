namespace Unfurl;

/// <summary>exp(x), which is its own derivative.</summary>
[Formula("exp(x)")]
[Reference(Family.Activation, "ONNX", PyTorch = "exp", Onnx = "Exp")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ExpAttribute : ActivationAttribute;

/// <summary>x above 0, alpha (exp(x) - 1) else; alpha is 1 unless given. The derivative at 0 is alpha, as in PyTorch.</summary>
[Formula("where(x > 0, x, alpha * expm1(x))")]
[Reference(Family.Activation, "Clevert, Unterthiner and Hochreiter 2016", PyTorch = "ELU", Onnx = "Elu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ELUAttribute : ActivationAttribute
{
    /// <summary>What the values tend to far below 0, with its sign changed, default 1.</summary>
    public ELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public ELUAttribute(object alpha) => Alpha = alpha as double? ?? 0;

    /// <summary>What the values tend to far below 0, with its sign changed; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }
}

/// <summary>
/// lambda x above 0, lambda alpha (exp(x) - 1) else, with the two constants that keep mean 0 and variance 1 from layer to layer. The derivative at 0
/// is lambda alpha, as in PyTorch.
/// </summary>
[Formula("1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * expm1(x))")]
[Reference(Family.Activation, "Klambauer et al. 2017", PyTorch = "SELU", Onnx = "Selu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SELUAttribute : ActivationAttribute;

/// <summary>
/// x above 0, alpha (exp(x / alpha) - 1) else: an ELU whose derivative at 0 is 1 whatever alpha is; alpha is 1 unless given, and not 0.
/// </summary>
[Formula("where(x > 0, x, alpha * expm1(x / alpha))", Requires = "alpha != 0")]
[Reference(Family.Activation, "Barron 2017", PyTorch = "CELU", Onnx = "Celu")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CELUAttribute : ActivationAttribute
{
    /// <summary>What the values tend to far below 0, with its sign changed, default 1.</summary>
    public CELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public CELUAttribute(object alpha) => Alpha = alpha as double? ?? 0;

    /// <summary>What the values tend to far below 0, with its sign changed; 0 where it follows from a block's parameters.</summary>
    public double Alpha { get; }
}

/// <summary>log(1 + exp(beta x)) / beta, a smooth ReLU; beta is 1 unless given, and not 0.</summary>
[Formula("softplus(beta * x) / beta", Requires = "beta != 0")]
[Reference(Family.Activation, "Dugas et al. 2001", PyTorch = "Softplus", Onnx = "Softplus")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : ActivationAttribute
{
    /// <summary>How sharp the bend is, default 1.</summary>
    public SoftplusAttribute(double beta = 1) => Beta = beta;

    /// <summary>Inside a block: a number or the name of a parameter.</summary>
    public SoftplusAttribute(object beta) => Beta = beta as double? ?? 0;

    /// <summary>How sharp the bend is; 0 where it follows from a block's parameters.</summary>
    public double Beta { get; }
}

/// <summary>log(1 / (1 + exp(-x))), without its overflow.</summary>
[Formula("-softplus(-x)")]
[Reference(Family.Activation, "PyTorch", PyTorch = "LogSigmoid", Onnx = "Log(Sigmoid(x))")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSigmoidAttribute : ActivationAttribute;
