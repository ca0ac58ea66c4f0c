using System.Globalization;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>The reference cases of several layers. Weights have the reference's names.</summary>
internal static class GoldenStructures
{
    private const string Inception = """
        Branch, Conv({0}, 1, Key = "{1}"), ReLU, Branch, Conv({2}, 1, Key = "{3}"), ReLU, Conv({4}, 3, Padding = 1, Key = "{5}"), ReLU,
        Branch, Conv({6}, 1, Key = "{7}"), ReLU, Conv({8}, 5, Padding = 2, Key = "{9}"), ReLU, Branch, {12}, Conv({10}, 1, Key = "{11}"), ReLU, Concat
        """;

    /// <summary>The layers of a case, by its name.</summary>
    public static string? Layers(GoldenCase golden) => golden.Name[(golden.Name.IndexOf("__", StringComparison.Ordinal) + 2)..] switch
    {
        var v1 when v1.StartsWith("v1_", StringComparison.Ordinal) => InceptionOf(golden, Pool(golden), "b1", "b3r", "b3", "b5r", "b5", "bp"),
        "reduction_stride2" => """Branch, Conv(3, 1, Key = "a1"), ReLU, Conv(4, 3, Stride = 2, Padding = 1, Key = "a2"), ReLU, Branch, MaxPool(3, Stride = 2, Padding = 1), Concat""",
        "rfb_dilated" => """
            Branch, Branch, Conv(3, 3, Padding = 1, Key = "a", Name = "a"),
            Conv(3, 3, Dilation = 2, Padding = 2, Key = "b", Name = "b", From = "input"), Conv(3, 3, Dilation = 3, Padding = 3, Key = "c", Name = "c", From = "input"),
            Concat(From = "a, b, c"), Conv(6, 1, Key = "l"), Add, ReLU
            """,
        "inception_net" or "inception_net_adamw" =>
            $"""Conv(6, 3, Stride = 2, Padding = 1, Key = "stem"), ReLU, MaxPool(3, Stride = 2, Padding = 1), {InceptionOf(golden, "MaxPool(3, Stride = 1, Padding = 1)", "i1", "i3r", "i3", "i5r", "i5", "ip")}, GlobalAveragePool, Flatten, Dense(7, Key = "fc")""",
        "resnet_mini" => """
            Conv(5, 3, Padding = 1, Key = "c0"), ReLU, Branch, Conv(5, 3, Padding = 1, Key = "c1"), ReLU, Conv(5, 3, Padding = 1, Key = "c2"), Branch, Add, ReLU,
            Branch, Conv(8, 3, Stride = 2, Padding = 1, Key = "d"), Branch, Conv(8, 1, Stride = 2, Key = "s"), Add, ReLU, GlobalAveragePool, Flatten, Dense(4, Key = "fc")
            """,
        "mobilenet_mini" => """
            Conv(4, 3, Stride = 2, Padding = 1, Key = "c0"), HardSwish, Conv(4, 3, Padding = 1, Groups = 4, Key = "dw"), ReLU6, Conv(6, 1, Key = "pw"),
            Conv(6, 5, Stride = 2, Padding = 2, Groups = 6, Key = "dw2"), SiLU, Conv(8, 1, Key = "pw2"), GlobalAveragePool, Flatten, Dense(3, Key = "fc")
            """,
        _ => null,
    };

    private static string InceptionOf(GoldenCase golden, string pool, params string[] keys) => string.Format(
        CultureInfo.InvariantCulture, Inception, [.. keys.SelectMany(k => new object[] { golden.Shape(k + ".w")[0], k }), pool]);

    private static string Pool(GoldenCase golden) => golden.Attributes.GetProperty("pool").GetString() switch
    {
        "max" => "MaxPool(3, Stride = 1, Padding = 1)",
        "avg_incl" => "AveragePool(3, Stride = 1, Padding = 1)",
        "avg_excl" => "AveragePool(3, Stride = 1, Padding = 1, CountPadding = false)",
        var other => throw new NotSupportedException(other),
    };
}
