using System.Globalization;
using System.Text.Json;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Which reference cases the language can say, and how: by rule from their attributes, so that no case is forgotten by hand.</summary>
internal static class GoldenDeclarations
{
    /// <summary>The declaration of a case; null if a layer or option of it does not exist.</summary>
    public static Declaration? Of(GoldenCase golden)
    {
        string? layers = golden.Family switch
        {
            "conv2d" or "conv1d" => Convolution(golden),
            "dense" => Bias(golden, $"Dense({Text(golden.Shape("w")[0])}"),
            "maxpool2d" => $"MaxPool({Window(golden)})",
            "avgpool2d" => $"AveragePool({Window(golden)}{(Flag(golden, "count_include_pad") ? "" : ", CountPadding = false")})",
            "globalpool" when golden.Name.EndsWith("global_avg", StringComparison.Ordinal) => "GlobalAveragePool",
            "activation" or "activation_kink" or "activation_special" => Activation(golden),
            "softmax" when !golden.Name.Contains("log_softmax", StringComparison.Ordinal) => "Softmax",
            "structure" when golden.Name.EndsWith("flatten_then_dense", StringComparison.Ordinal) => $"Flatten, Dense({Text(golden.Shape("w")[0])}, Bias = false)",
            "loss_softmax_ce" when Is(golden, "class_weights", "false") && Is(golden, "ignore_index", "null") && golden.Number("label_smoothing") == 0 => Identity(golden),
            "loss_mse" => Identity(golden),
            _ => null,
        };
        string? loss = golden.Family switch
        {
            "loss_softmax_ce" => "CrossEntropy",
            "loss_mse" => "MeanSquaredError",
            _ => null,
        };
        return layers is null ? null : Declaration.Of(golden.Name, string.Join(", ", golden.Shape("x").Skip(Samples(golden) is null ? 0 : 1)), layers, loss);
    }

    /// <summary>Samples of a case; null where its first axis is the channels of a single one.</summary>
    public static int? Samples(GoldenCase golden) => golden.Family == "softmax" && golden.Number("axis") == 0 ? null : golden.Shape("x")[0];

    // A dense layer that will hold the unit matrix: a loss alone has nothing to learn, so its gradient would not be seen.
    private static string Identity(GoldenCase golden) => $"Dense({Text(golden.Shape("x")[1])})";

    private static string? Activation(GoldenCase golden) => golden.Name[(golden.Name.IndexOf("__", StringComparison.Ordinal) + 2)..] switch
    {
        "relu" => "ReLU",
        "sigmoid" => "Sigmoid",
        "tanh" => "Tanh",
        "silu" => "SiLU",
        _ => null,
    };

    private static string? Convolution(GoldenCase golden)
    {
        bool zeros = !golden.Attributes.TryGetProperty("pad_mode", out JsonElement mode) || mode.GetString() == "zeros";
        return zeros && golden.Number("groups") == 1 ? Bias(golden, $"Conv({Text(golden.Shape("w")[0])}, {Window(golden)}") : null;
    }

    private static string Bias(GoldenCase golden, string layer) => layer + (golden.Tensors.Contains("b") ? ")" : ", Bias = false)");

    // Kernel, then all that is not the same on both axes; explicit padding says what every automatic one means.
    private static string Window(GoldenCase golden)
    {
        int[] kernel = Pair(golden, "kernel"), stride = Pair(golden, "stride"), dilation = Pair(golden, "dilation"), pads = Pads(golden);
        var text = new List<string> { $"1, KernelWidth = {Text(kernel[^1])}, StrideWidth = {Text(stride[^1])}, PaddingLeft = {Text(pads[1])}, PaddingRight = {Text(pads[3])}" };
        if (kernel.Length == 2)
            text.Add($"KernelHeight = {Text(kernel[0])}, StrideHeight = {Text(stride[0])}, PaddingTop = {Text(pads[0])}, PaddingBottom = {Text(pads[2])}");
        if (dilation.Any(d => d > 1))
            text.Add($"DilationWidth = {Text(dilation[^1])}" + (dilation.Length == 2 ? $", DilationHeight = {Text(dilation[0])}" : ""));
        if (Flag(golden, "ceil_mode"))
            text.Add("Ceiling = true");
        return string.Join(", ", text);
    }

    private static int[] Pads(GoldenCase golden) => golden.Attributes.TryGetProperty("pads_tlbr", out _)
        ? Pair(golden, "pads_tlbr")
        : [0, Pair(golden, "pads_begin_end")[0], 0, Pair(golden, "pads_begin_end")[1]];

    private static int[] Pair(GoldenCase golden, string attribute) =>
        [.. golden.Attributes.GetProperty(attribute).EnumerateArray().Select(e => e.GetInt32())];

    private static bool Flag(GoldenCase golden, string attribute) => Is(golden, attribute, "true");

    private static bool Is(GoldenCase golden, string attribute, string json) =>
        golden.Attributes.TryGetProperty(attribute, out JsonElement value) && value.GetRawText() == json;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
