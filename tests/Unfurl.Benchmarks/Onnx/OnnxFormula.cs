using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary>A formula as ONNX operators, one for each function it calls.</summary>
/// <param name="names">What its variables are called in the ONNX graph.</param>
/// <param name="add">Adds an operator with those inputs and returns the name of what it makes.</param>
internal sealed class OnnxFormula(IReadOnlyDictionary<string, string> names, Func<string, string[], string> add)
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["+"] = "Add", ["-"] = "Sub", ["*"] = "Mul", ["/"] = "Div",
        ["sigmoid"] = "Sigmoid", ["tanh"] = "Tanh", ["exp"] = "Exp", ["log"] = "Log", ["softplus"] = "Softplus", ["abs"] = "Abs",
    };

    /// <summary>Adds what the formula calls and returns the name of its value.</summary>
    /// <exception cref="PeerException">It uses what ONNX has no single operator for.</exception>
    public string Translate(Expression formula) => formula switch
    {
        Variable variable => names[variable.Name],
        Call { Function: "max", Arguments: [var x, Number { Value: 0 }] } => add("Relu", [Translate(x)]),
        // A minus before a term has one argument, and no entry of that kind.
        Call call when Operators.TryGetValue(call.Function, out string? op) && (call.Function != "-" || call.Arguments.Count == 2) =>
            add(op, [.. call.Arguments.Select(Translate)]),
        _ => throw new PeerException($"the export has no ONNX operator for {formula}"),
    };
}
