namespace Unfurl;

/// <summary>The formula of an elementwise activation or loss, from which value, derivative and vector code are generated.</summary>
/// <remarks>
/// Words: numbers, <c>x</c>, <c>+ - * /</c>, parentheses, and the functions
/// <c>pow(a, b) max(a, b) min(a, b) abs sqrt exp log log1p expm1 sin cos tan sinh cosh tanh asinh atan sinc erf sigmoid softplus sign step where(a &lt; b, u, v)</c>, where
/// the comparison is one of <c>&lt; &lt;= &gt; &gt;= == !=</c>. <c>sinc</c> is sin(x) / x; <c>step</c> is 1 from 0 on. Numbers among the constructor's parameters are known by their
/// names, and so are constants that are learned (<see cref="LearnedAttribute"/>). Example: <c>x * sigmoid(beta * x)</c>.
/// <para>Derivatives at kinks are those of PyTorch: of <c>max(x, 0)</c>, <c>min(x, 6)</c> and <c>abs(x)</c> it is 0 there, and <c>where</c> takes the derivative of the branch it takes.
/// Where <c>a</c> and <c>b</c> are equal, <c>max(a, b)</c> and <c>min(a, b)</c> have the derivative of <c>b</c>, a number counting as the second whichever stands first
/// (torch.maximum halves it between them).
/// A loss also knows the target <c>t</c>, see <see cref="FormulaLossAttribute"/>.</para>
/// </remarks>
/// <param name="formula">The value as a function of <c>x</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = false, Inherited = false)]
public sealed class FormulaAttribute(string formula) : Attribute
{
    /// <summary>The value as a function of <c>x</c>.</summary>
    public string Formula { get; } = formula;

    /// <summary>What the constants of an activation have to satisfy, two terms compared such as <c>low &lt;= high</c>; an activation of other numbers is an error
    /// where it is used. Not given, any finite numbers for which the formula has a value.</summary>
    public string? Requires { get; set; }
}
