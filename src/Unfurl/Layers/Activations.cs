namespace Unfurl;

/// <summary>max(x, 0). The derivative at 0 is 0, as in PyTorch; NaN stays NaN.</summary>
[Formula("max(x, 0)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReLUAttribute : ActivationAttribute;

/// <summary>1 / (1 + exp(-x)); derivative y (1 - y).</summary>
[Formula("sigmoid(x)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : ActivationAttribute;

/// <summary>The hyperbolic tangent; derivative 1 - y * y.</summary>
[Formula("tanh(x)")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : ActivationAttribute;
