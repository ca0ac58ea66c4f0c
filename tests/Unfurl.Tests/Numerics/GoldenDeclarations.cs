using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Which reference cases the language can say, and how: by rule from their attributes, so that no case is forgotten by hand.</summary>
internal static partial class GoldenDeclarations
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
            "softmax" => golden.Name.Contains("log_softmax", StringComparison.Ordinal) ? "LogSoftmax" : "Softmax",
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
        string[] inputs = GoldenInputs.Names(golden);
        string shape = golden.Family.StartsWith("loss_", StringComparison.Ordinal) ? Text(golden.Shape("x").Sum()) : string.Join(", ", GoldenInputs.Shape(golden, inputs[0]));
        if (inputs.Length == 1)
            return Declaration.Judged(golden.Name, shape, layers, loss is null ? "" : $"[{loss}]\n");
        IEnumerable<string> declared = inputs.Select(i => $"Input(\"{i}\", {string.Join(", ", GoldenInputs.Shape(golden, i))})");
        return new Declaration(golden.Name, $"[Network]\n[{string.Join(", ", declared)}]\n[{layers}]\npublic partial class {golden.Name};\n");
    }

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

    private static string Labels(GoldenCase golden) => $", LabelSmoothing = {Raw(golden, "label_smoothing")}"
        + (Is(golden, "ignore_index", "null") ? "" : $", IgnoreLabel = {Raw(golden, "ignore_index")}")
        + (golden.Tensors.Contains("cw") ? $", ClassWeights = new double[] {{ {string.Join(", ", golden["cw"].Select(w => w.ToString("R", CultureInfo.InvariantCulture)))} }}" : "");

    // A dense layer that hands on the logits. Behind them each sample says which of the batch it is: the gradient of that weight is that of the sample's logit.
    private static string Identity(GoldenCase golden) => $"Dense({Text(golden.Shape("x")[1])})";

    // The name's words but for numbers: leaky_relu_001.
    private static string Activation(GoldenCase golden) => ActivationName().Match(golden.Name).Groups[1].Value switch
    {
        "relu" => "ReLU",
        "relu6" => "ReLU6",
        "leaky_relu" => $"LeakyReLU({Raw(golden, "alpha")})",
        "prelu_per_channel" => "PReLU(PerChannel = true)",
        "thresholded_relu" => $"ThresholdedReLU({Raw(golden, "alpha")})",
        "softshrink" => $"Softshrink({Raw(golden, "lambd")})",
        "abs" => "Abs",
        "exp" => "Exp",
        "elu" => $"ELU({Raw(golden, "alpha")})",
        "selu" => "SELU",
        "celu" => $"CELU({Raw(golden, "alpha")})",
        "log_sigmoid" => "LogSigmoid",
        "silu" => "SiLU",
        "gelu_erf" => "GELU",
        "gelu_tanh" => "GELU(true)",
        "mish" => "Mish",
        "hardswish" => "HardSwish",
        "sigmoid" => "Sigmoid",
        "tanh" => "Tanh",
        "softsign" => "Softsign",
        "hard_sigmoid_torch" or "hard_sigmoid_onnx_default" => $"HardSigmoid({Raw(golden, "alpha")}, {Raw(golden, "beta")})",
        "hardtanh" => $"HardTanh({Raw(golden, "min")}, {Raw(golden, "max")})",
        var other => throw new NotSupportedException(other),
    };

    [GeneratedRegex("__(.*?)(_[0-9]+)?$")]
    private static partial Regex ActivationName();

    private static string Convolution(GoldenCase golden)
    {
        int channels = golden.Shape("w")[0], groups = (int)golden.Number("groups");
        string mode = golden.Attributes.TryGetProperty("pad_mode", out _) ? Mode(golden, "pad_mode") : "Zero";
        string window = $"{Window(golden)}, PaddingMode = PaddingMode.{mode}";
        return Bias(golden, groups > 1 && groups == golden.Shape("x")[1]
            ? $"DepthwiseConv({window}, Multiplier = {Text(channels / groups)}"
            : $"Conv({Text(channels)}, {window}, Groups = {Text(groups)}");
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

    private static string? Structure(GoldenCase golden) => golden.Name[(golden.Name.IndexOf("__", StringComparison.Ordinal) + 2)..] switch
    {
        "flatten_then_dense" => $"Flatten, Dense({Text(golden.Shape("w")[0])}, Bias = false)",
        "concat_same_input_twice" => "Branch, Branch, Concat",
        "add_bcast_c" => "Add(From = \"x0, x1\")",
        "mul_bcast_se" => "Multiply(From = \"x0, x1\")",
        "sub_bcast" => "Subtract(From = \"x0, x1\")",
        "upsample_nearest2" => $"Upsample({Raw(golden, "scale")})",
        "pad_zeros" or "pad_reflect" or "crop_negative_pad" => $"Pad(0, {Sides(golden)}, Mode = PaddingMode.{Mode(golden, "mode")})",
        _ => null,
    };

    private static string Mode(GoldenCase golden, string attribute) => golden.Attributes.GetProperty(attribute).GetString() switch
    {
        "zeros" => "Zero",
        "reflect" => "Reflect",
        "replicate" => "Replicate",
        "circular" => "Circular",
        var other => throw new NotSupportedException(other),
    };

    private static string Bias(GoldenCase golden, string layer) => layer + (golden.Tensors.Contains("b") ? ")" : ", Bias = false)");

    // Kernel, then all that is not the same on both axes.
    private static string Window(GoldenCase golden)
    {
        int[] kernel = Pair(golden, "kernel"), stride = Pair(golden, "stride"), dilation = golden.Attributes.TryGetProperty("dilation", out _) ? Pair(golden, "dilation") : [];
        var text = new List<string> { $"1, KernelWidth = {Text(kernel[^1])}, StrideWidth = {Text(stride[^1])}, {Padding(golden)}" };
        if (kernel.Length == 2)
            text.Add($"KernelHeight = {Text(kernel[0])}, StrideHeight = {Text(stride[0])}");
        if (dilation.Any(d => d > 1))
            text.Add($"DilationWidth = {Text(dilation[^1])}" + (dilation.Length == 2 ? $", DilationHeight = {Text(dilation[0])}" : ""));
        if (Flag(golden, "ceil_mode"))
            text.Add("Ceiling = true");
        return string.Join(", ", text);
    }

    private static string Padding(GoldenCase golden) => !golden.Attributes.TryGetProperty("auto_pad", out JsonElement same) ? Sides(golden) : same.GetString() switch
    {
        "SAME_UPPER" or "TORCH_SAME" => "Padding = Padding.Same",
        "SAME_LOWER" => "Padding = Padding.SameLower",
        _ => Sides(golden),
    };

    private static string Sides(GoldenCase golden)
    {
        if (!golden.Attributes.TryGetProperty("pads_tlbr", out _))
            return $"PaddingLeft = {Text(Pair(golden, "pads_begin_end")[0])}, PaddingRight = {Text(Pair(golden, "pads_begin_end")[1])}";
        int[] pads = Pair(golden, "pads_tlbr");
        return $"PaddingTop = {Text(pads[0])}, PaddingLeft = {Text(pads[1])}, PaddingBottom = {Text(pads[2])}, PaddingRight = {Text(pads[3])}";
    }

    private static int[] Pair(GoldenCase golden, string attribute) =>
        [.. golden.Attributes.GetProperty(attribute).EnumerateArray().Select(e => e.GetInt32())];

    private static bool Flag(GoldenCase golden, string attribute) => Is(golden, attribute, "true");

    private static bool Is(GoldenCase golden, string attribute, string json) =>
        golden.Attributes.TryGetProperty(attribute, out JsonElement value) && value.GetRawText() == json;

    private static string Raw(GoldenCase golden, string attribute) => golden.Attributes.GetProperty(attribute).GetRawText();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
