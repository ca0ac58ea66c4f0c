using System.Globalization;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>05xx: weights inside the assembly.</summary>
public sealed class WeightsErrors
{
    private const string Tiny = "[Network(1, 4, 4)] [Conv(2, 3), ReLU, BatchNorm, Flatten, Dense(2)] public partial class Tiny;";

    private const string Good = """
        "conv1.weight":{"dtype":"F32","shape":[2,1,3,3],"data_offsets":[0,0]},"conv1.bias":{"dtype":"F16","shape":[2],"data_offsets":[0,0]},
        "batchnorm1.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,0]},"batchnorm1.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,0]},
        "batchnorm1.running_mean":{"dtype":"F32","shape":[2],"data_offsets":[0,0]},"batchnorm1.running_var":{"dtype":"BF16","shape":[2],"data_offsets":[0,0]},
        "dense1.weight":{"dtype":"F64","shape":[2,8],"data_offsets":[0,0]},"dense1.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,0]}
        """;

    private static readonly Dictionary<string, (string Header, string[] Messages)> Cases = new()
    {
        ["all right"] = (Object("\"__metadata__\":{\"network\":\"Tiny\"}," + Good), []),
        ["counters are passed over"] = (Object(Good + ""","batchnorm1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,0]}"""), []),
        ["keys that are no XML names"] = (Object(Good + ""","0 <&>":{"dtype":"U8","shape":[],"data_offsets":[0,0]}"""), []),
        ["other shape"] = (Object(Good.Replace("[2,1,3,3]", "[2,1,5,5]", StringComparison.Ordinal)), ["UNF0501: tiny.safetensors: conv1.weight is [2,1,5,5], expected [2,1,3,3]"]),
        ["one for each"] = (
            Object(Good.Replace("[2,8]", "[8,2]", StringComparison.Ordinal).Replace("conv1.bias", "conv1.beta", StringComparison.Ordinal)),
            [
                "UNF0502: tiny.safetensors: conv1.bias is missing, expected [2]",
                "UNF0501: tiny.safetensors: dense1.weight is [8,2], expected [2,8]",
                "UNF0503: tiny.safetensors: conv1.beta [2] is not part of network 'Tiny'",
            ]),
        ["other format"] = (Object(Good.Replace("F64", "I8", StringComparison.Ordinal)), ["UNF0504: tiny.safetensors: dense1.weight is I8, expected F32, F16, BF16 or F64"]),
        ["nothing"] = ("", ["UNF0505: tiny.safetensors is no safetensors file: expected 8 bytes of length and a header that long"]),
        ["no object"] = ("[1]", ["UNF0505: tiny.safetensors is no safetensors file: the header is no JSON object"]),
        ["no shape"] = ("""{"a":{"dtype":"F32"}}""", ["UNF0505: tiny.safetensors is no safetensors file: 'a' has no shape"]),
    };

    private static string Object(string members) => "{" + members + "}";

    public static string[] Ids => ["UNF0501", "UNF0502", "UNF0503", "UNF0504", "UNF0505", "UNF0506"];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void SaysWhichTensor(string name)
    {
        (string header, string[] messages) = Cases[name];
        GeneratorRun run = GeneratorRun.Of(Tiny, new WeightsHeader("Tiny", header));
        Assert.Equal(messages, run.Diagnostics.Select(d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.All(run.Diagnostics, d => Assert.Equal("Tiny", d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        run.AssertCompiles();
        run.AssertCached();
    }

    [Fact]
    public void BrokenJsonIsNoCrash()
    {
        for (int length = 1; length < Good.Length; length += 7)
            Assert.Equal("UNF0505", Assert.Single(GeneratorRun.Of(Tiny, new WeightsHeader("Tiny", "{" + Good[..length])).Diagnostics).Id);
    }

    [Fact]
    public void NetworkMustBeInTheProject()
    {
        var only = Assert.Single(GeneratorRun.Of(Tiny, new WeightsHeader("Other", "{}")).Diagnostics);
        Assert.Equal("UNF0506: other.safetensors is for network 'Other', but the project declares 'Tiny'", $"{only.Id}: {only.GetMessage(CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void FullNameServesToo()
    {
        GeneratorRun run = GeneratorRun.Of("namespace A { " + Tiny + " }", new WeightsHeader("A.Tiny", Object(Good)));
        Assert.Empty(run.Diagnostics);
        Assert.Contains("Unfurl.Weights.A.Tiny.safetensors", run.Files.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutWeightsThereIsNoMethod() =>
        Assert.DoesNotContain("EmbeddedWeights", GeneratorRun.Of(Tiny).Files.Single().Text, StringComparison.Ordinal);
}
