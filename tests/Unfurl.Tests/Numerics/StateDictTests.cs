using System.Text;
using Unfurl.Tests.Files;
using Unfurl.Tests.Harness;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Weights as a PyTorch user saves them, by the script in src/Unfurl/docs/pytorch.md.</summary>
public sealed class StateDictTests
{
    private const string Golden = "network__inception_net";

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("AllNames", "3, 8, 8", "Conv(4, 3, Name = \"conv1\"), BatchNorm, ConvTranspose(3, 2), Flatten, Dense(2)"),
        Declaration.Of("Counted", "2, 4, 4", "Conv(3, 3, Key = \"features.0\"), BatchNorm(Key = \"features.1\"), Flatten, Dense(2, Key = \"classifier\")"),
    ]));

    [Fact]
    public void WeightsOfPyTorchGiveTheAnswersOfPyTorch()
    {
        SharedFolder.Require("oracle/golden/manifest.json");
        var golden = GoldenCase.Load(Golden);
        Trainable network = CompiledNetworks.Of([Declaration.Of("Mini", "3, 17, 16", GoldenStructures.Layers(golden)!, "CrossEntropy")])["Mini"].Create();
        byte[] file = StateDict(network.Weights, key => golden[key.Replace("weight", "w", StringComparison.Ordinal).Replace("bias", "b", StringComparison.Ordinal)], "norm.num_batches_tracked");
        network.Weights.Load(file);
        float[] logits = new float[golden["logits"].Length];
        network.Forward(golden["x"], logits);
        golden.AssertClose("logits", logits);
    }

    [Fact]
    public void CountersArePassedOver()
    {
        Trainable network = Networks.Value["Counted"].Create(), other = Networks.Value["Counted"].Create(seed: 2);
        network.Weights.Load(StateDict(other.Weights, key => other.Weights[key].ToArray(), "features.1.num_batches_tracked"));
        foreach (ParameterInfo tensor in other.Weights.Table)
            Assert.Equal(other.Weights[tensor.Key], network.Weights[tensor.Key]);
    }

    [Fact]
    public void PageNamesEveryTensor()
    {
        string page = Repository.PyTorchPage;
        foreach (ParameterInfo tensor in Networks.Value["AllNames"].Create().Weights.Table)
            Assert.Contains($"`{(tensor.Key.StartsWith("batchnorm1.", StringComparison.Ordinal) && tensor.Key != "batchnorm1.weight" ? tensor.Key[10..] : tensor.Key)}`", page, StringComparison.Ordinal);
    }

    // As Python's package writes it: no metadata, 64-bit counters first, then names in order; the header ends in spaces so that the numbers begin at a multiple of 8.
    private static byte[] StateDict(NetworkParameters parameters, Func<string, float[]> numbers, string counter)
    {
        var data = new List<byte>(BitConverter.GetBytes(12L));
        var header = new StringBuilder($$"""{"{{counter}}":{"dtype":"I64","shape":[],"data_offsets":[0,8]}""");
        foreach (ParameterInfo tensor in parameters.Table.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            int begin = data.Count;
            data.AddRange(numbers(tensor.Key).SelectMany(BitConverter.GetBytes));
            header.Append($$""","{{tensor.Key}}":{"dtype":"F32","shape":[{{string.Join(",", tensor.Shape)}}],"data_offsets":[{{begin}},{{data.Count}}]}""");
        }

        header.Append('}');
        header.Append(' ', (8 - (header.Length % 8)) % 8);
        return SafetensorsBytes.Join(header.ToString(), [.. data]);
    }
}
