namespace Unfurl.Benchmarks;

/// <summary>A network in ONNX's words. Weights are named only; the values come when a file is written.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="InputShape">Shape of one sample, without the batch.</param>
/// <param name="Output">Name of the output.</param>
/// <param name="Nodes">The operators, in the order they run.</param>
/// <param name="Weights">Keys of the weights they read, each once.</param>
internal sealed record OnnxGraph(
    string Input, IReadOnlyList<int> InputShape, string Output, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<string> Weights);
