namespace Unfurl;

/// <summary>The formula of an elementwise activation or loss, from which value, derivative and vector code are generated.</summary>
/// <remarks>Vocabulary: numbers, <c>x</c>, <c>+ - * /</c>, parentheses, and the functions <c>max min abs sqrt exp log tanh sigmoid softplus where</c>,
/// where <c>where(a &lt; b, u, v)</c> takes a comparison <c>&lt; &lt;= &gt; &gt;=</c>. Example: <c>x * sigmoid(x)</c>. A loss also knows the target <c>t</c>,
/// see <see cref="FormulaLossAttribute"/>.</remarks>
/// <param name="formula">The value as a function of <c>x</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = false, Inherited = false)]
public sealed class FormulaAttribute(string formula) : Attribute
{
    /// <summary>The value as a function of <c>x</c>.</summary>
    public string Formula { get; } = formula;
}
