namespace Unfurl.Benchmarks;

/// <summary>One operator of an ONNX graph.</summary>
/// <param name="Operator">ONNX's name for it.</param>
/// <param name="Inputs">Names of values or keys of weights.</param>
/// <param name="Output">Name of the value it makes.</param>
/// <param name="Attributes">Its settings: <c>long</c>, <c>long[]</c> or <c>float</c>.</param>
internal sealed record OnnxNode(string Operator, string[] Inputs, string Output, (string Name, object Value)[] Attributes);
