namespace Unfurl.Benchmarks;

/// <summary>A value in an ONNX graph: each method adds an operator that reads it and returns what that makes.</summary>
/// <remarks>Numbers mean what they mean on our attributes: one size for every axis, a window's stride is its size unless given, and
/// <see cref="Padding.Same"/> is ONNX's SAME_UPPER.</remarks>
/// <param name="Graph">The graph it belongs to.</param>
/// <param name="Name">Its name there.</param>
internal sealed record OnnxValue(OnnxGraph Graph, string Name)
{
    /// <summary>Convolution with the weights under <paramref name="key"/>; they tell its kernel and channels.</summary>
    public OnnxValue Conv(string key, int padding = 0, int stride = 1, int dilation = 1, int groups = 1, bool bias = true) =>
        Add("Conv", Weights(key, bias), Pads(padding), ("strides", Each(stride)), ("dilations", Each(dilation)), ("group", (long)groups));

    /// <summary>Fully connected layer with the weights under <paramref name="key"/>, which lie as [features, F].</summary>
    public OnnxValue Dense(string key, bool bias = true) => Add("Gemm", Weights(key, bias), ("transB", 1L));

    /// <summary>max(x, 0).</summary>
    public OnnxValue Relu() => Add("Relu", []);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public OnnxValue Sigmoid() => Add("Sigmoid", []);

    /// <summary>The hyperbolic tangent.</summary>
    public OnnxValue Tanh() => Add("Tanh", []);

    /// <summary>Softmax over the channels.</summary>
    public OnnxValue Softmax() => Add("Softmax", [], ("axis", 1L));

    /// <summary>The largest value of each window.</summary>
    public OnnxValue MaxPool(int kernel, int? stride = null, int padding = 0, bool ceiling = false) =>
        Add("MaxPool", [], Pads(padding), ("kernel_shape", Each(kernel)), ("strides", Each(stride ?? kernel)),
            ("ceil_mode", ceiling ? 1L : 0L));

    /// <summary>The mean of each window.</summary>
    public OnnxValue AveragePool(int kernel, int? stride = null, int padding = 0, bool countPadding = true, bool ceiling = false) =>
        Add("AveragePool", [], Pads(padding), ("kernel_shape", Each(kernel)), ("strides", Each(stride ?? kernel)),
            ("count_include_pad", countPadding ? 1L : 0L), ("ceil_mode", ceiling ? 1L : 0L));

    /// <summary>The mean of each channel.</summary>
    public OnnxValue GlobalAveragePool() => Add("GlobalAveragePool", []);

    /// <summary>All axes behind the batch in one.</summary>
    public OnnxValue Flatten() => Add("Flatten", [], ("axis", 1L));

    private static string[] Weights(string key, bool bias) => bias ? [$"{key}.weight", $"{key}.bias"] : [$"{key}.weight"];

    private OnnxValue Add(string op, string[] weights, params (string, object)[] attributes) =>
        Graph.Add(op, [Name], weights, attributes);

    private (string, object) Pads(int padding) => padding == Padding.Same
        ? ("auto_pad", "SAME_UPPER")
        // Both ends of every axis.
        : ("pads", Enumerable.Repeat((long)padding, 2 * Graph.SpatialAxes).ToArray());

    private long[] Each(int size) => [.. Enumerable.Repeat((long)size, Graph.SpatialAxes)];
}
