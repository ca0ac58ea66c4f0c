using System.Globalization;
using System.Text.Json;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Which reference cases the language can say, and how: by rule from their attributes, so that no case is forgotten by hand.</summary>
internal static class GoldenDeclarations
{
    /// <summary>The key of a 1x1 convolution that is to be the identity.</summary>
    public const string Unit = "unit";

    /// <summary>The declaration of a case; null if a layer or option of it does not exist.</summary>
    public static Declaration? Of(GoldenCase golden)
    {
        string? layers = golden.Family switch
        {
            "conv2d" or "conv1d" => Convolution(golden),
            "conv_transpose2d" => Transposed(golden),
            "batchnorm" => Normalization(golden),
            "groupnorm" => $"GroupNorm({Raw(golden, "groups")}, Epsilon = {Raw(golden, "eps")})",
            "lrn" => $"LocalResponseNorm({Raw(golden, "size")}, Alpha = {Raw(golden, "alpha")}, Beta = {Raw(golden, "beta")}, K = {Raw(golden, "bias")})",
            "dense" => Bias(golden, $"Dense({Text(golden.Shape("w")[0])}"),
            "maxpool2d" => $"MaxPool({Window(golden)})",
            "avgpool2d" => $"AveragePool({Window(golden)}{(Flag(golden, "count_include_pad") ? "" : ", CountPadding = false")})",
            "lppool2d" => $"LpPool({Window(golden)}, P = {Raw(golden, "p")})",
            "adaptive_pool2d" => $"Adaptive{(golden.Name.Contains("__avg", StringComparison.Ordinal) ? "Average" : "Max")}Pool(1, Height = {Text(golden.Shape("y")[2])}, Width = {Text(golden.Shape("y")[3])})",
            "globalpool" => golden.Name.EndsWith("global_avg", StringComparison.Ordinal) ? "GlobalAveragePool" : $"GlobalLpPool(P = {Raw(golden, "p")})",
            "activation" or "activation_kink" or "activation_special" => Activation(golden),
            "softmax" when !golden.Name.Contains("log_softmax", StringComparison.Ordinal) => "Softmax",
            "structure" => Structure(golden),
            "inception" or "network" => GoldenStructures.Layers(golden),
            "loss_softmax_ce" or "loss_mse" or "loss_huber" or "loss_bce_logits" or "loss_bce" => Identity(golden),
            _ => null,
        };
        string? loss = golden.Family switch
        {
            "network" => "Loss(Loss.CrossEntropy)",
            "loss_softmax_ce" => $"Loss(Loss.CrossEntropy{Labels(golden)})",
            "loss_mse" => "Loss(Loss.MeanSquaredError)",
            "loss_huber" => $"Loss(Loss.Huber, Delta = {Raw(golden, "delta")})",
            "loss_bce_logits" => "Loss(Loss.BinaryCrossEntropy)",

            // Of probabilities, which the library judges before the Sigmoid: there it is a user's formula.
            "loss_bce" => "Probabilities",
            _ => null,
        };
        if (layers is null)
            return null;
        string[] inputs = Inputs(golden);
        int batch = Samples(golden) is null ? 0 : 1;
        string shape = golden.Family.StartsWith("loss_", StringComparison.Ordinal) ? Text(golden.Shape("x").Sum()) : string.Join(", ", golden.Shape(inputs[0]).Skip(batch));
        if (inputs.Length == 1)
            return Declaration.Judged(golden.Name, shape, layers, loss is null ? "" : $"[{loss}]\n");
        IEnumerable<string> declared = inputs.Select(i => $"Input(\"{i}\", {string.Join(", ", golden.Shape(i).Skip(batch))})");
        return new Declaration(golden.Name, $"[Network]\n[{string.Join(", ", declared)}]\n[{layers}]\npublic partial class {golden.Name};\n");
    }

    /// <summary>Tensors that are given for each sample.</summary>
    public static string[] Inputs(GoldenCase golden) => [.. new[] { "x", "x0", "x1" }.Where(golden.Tensors.Contains)];

    /// <summary>The reference's tensor for one of a network's.</summary>
    public static string Tensor(GoldenCase golden, string key)
    {
        int dot = key.LastIndexOf('.');
        string kind = key[(dot + 1)..] switch
        {
            "weight" => "w",
            "bias" => "b",
            "running_mean" => "rm",
            "running_var" => "rv",
            var other => throw new NotSupportedException(other),
        };
        string named = key[..(dot + 1)] + kind;
        return golden.Tensors.Contains(named) ? named : kind;
    }

    /// <summary>Samples of a case; null where its first axis is the channels of a single one.</summary>
    public static int? Samples(GoldenCase golden) => golden.Family == "softmax" && golden.Number("axis") == 0 ? null : golden.Shape(Inputs(golden)[0])[0];

    private static string Labels(GoldenCase golden) => $", LabelSmoothing = {Raw(golden, "label_smoothing")}"
        + (Is(golden, "ignore_index", "null") ? "" : $", IgnoreLabel = {Raw(golden, "ignore_index")}")
        + (golden.Tensors.Contains("cw") ? $", ClassWeights = new double[] {{ {string.Join(", ", golden["cw"].Select(w => w.ToString("R", CultureInfo.InvariantCulture)))} }}" : "");

    // A dense layer that hands on the logits. Behind them each sample says which of the batch it is: the gradient of that weight is that of the sample's logit.
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
        return zeros ? Bias(golden, $"Conv({Text(golden.Shape("w")[0])}, {Window(golden)}, Groups = {Raw(golden, "groups")}") : null;
    }

    private static string Transposed(GoldenCase golden)
    {
        int[] more = Pair(golden, "output_padding");
        string extra = $"OutputPaddingHeight = {Text(more[0])}, OutputPaddingWidth = {Text(more[1])}, Groups = {Raw(golden, "groups")}";
        return Bias(golden, $"ConvTranspose({Text(golden.Shape("y")[1])}, {Window(golden)}, {extra}");
    }

    // Frozen, a batch norm uses its running statistics in training, too. The gradient of what it reads then needs something before it that learns.
    private static string Normalization(GoldenCase golden)
    {
        string norm = $"BatchNorm(Epsilon = {Raw(golden, "eps")}, Momentum = {Raw(golden, "momentum_torch")}, Affine = {Raw(golden, "affine")}";
        return Flag(golden, "training") ? norm + ")" : $"Conv({Text(golden.Shape("x")[1])}, 1, Key = \"{Unit}\"), {norm}, Frozen = true)";
    }

    // What is broadcast has to be given for each sample.
    private static string? Structure(GoldenCase golden) => golden.Name[(golden.Name.IndexOf("__", StringComparison.Ordinal) + 2)..] switch
    {
        "flatten_then_dense" => $"Flatten, Dense({Text(golden.Shape("w")[0])}, Bias = false)",
        "concat_same_input_twice" => "Branch, Branch, Concat",
        "add_bcast_c" when ArePerSample(golden) => "Add(From = \"x0, x1\")",
        "mul_bcast_se" when ArePerSample(golden) => "Multiply(From = \"x0, x1\")",
        _ => null,
    };

    private static bool ArePerSample(GoldenCase golden) => golden.Shape("x0").Length == golden.Shape("x1").Length;

    private static string Bias(GoldenCase golden, string layer) => layer + (golden.Tensors.Contains("b") ? ")" : ", Bias = false)");

    // Kernel, then all that is not the same on both axes; explicit padding says what every automatic one means.
    private static string Window(GoldenCase golden)
    {
        int[] kernel = Pair(golden, "kernel"), stride = Pair(golden, "stride"), dilation = golden.Attributes.TryGetProperty("dilation", out _) ? Pair(golden, "dilation") : [], pads = Pads(golden);
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

    private static string Raw(GoldenCase golden, string attribute) => golden.Attributes.GetProperty(attribute).GetRawText();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
