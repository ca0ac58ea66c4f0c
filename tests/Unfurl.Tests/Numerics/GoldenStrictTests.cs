using System.Text.RegularExpressions;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Reference values once more under Numerics.Strict, of networks that only answer, at the tight tolerance. <see cref="GoldenNetworkTests"/> has them under
/// Numerics.Fast.</summary>
public sealed partial class GoldenStrictTests
{
    private static readonly Lazy<Dictionary<string, Declaration>> Declarations = new(() =>
        GoldenCase.All().Where(IsForward).Select(GoldenDeclarations.Of).OfType<Declaration>().ToDictionary(d => d.Name, Strict));

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations.Value.Values));

    public static TheoryData<string> Names => SharedFolder.Path is null ? [""] : [.. Declarations.Value.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgrees(string name)
    {
        SharedFolder.Require("oracle/golden/manifest.json");
        var golden = GoldenCase.Load(name);
        var network = (INetwork)Activator.CreateInstance(Networks.Value[name].Type, 1)!;
        foreach (ParameterInfo tensor in network.Weights.Table)
            GoldenNetworkTests.Weights(golden, tensor.Key, tensor.Length).CopyTo(network.Weights.Edit(tensor.Key));
        string answer = golden.Family == "network" ? "logits" : "y";
        float[] input = Joint.Join(GoldenInputs.Samples(golden) ?? 1, [.. GoldenInputs.Names(golden).Select(i => GoldenInputs.Numbers(golden, i))]);
        var output = new float[golden[answer].Length];
        network.Forward(input, output);
        golden.AssertClose(answer, output);
    }

    // Losses have no output of their own, and a batch norm in training is another function than as used.
    private static bool IsForward(GoldenCase golden) =>
        !golden.Family.StartsWith("loss_", StringComparison.Ordinal)
        && !(golden.Family == "batchnorm" && golden.Attributes.GetProperty("training").GetBoolean());

    private static Declaration Strict(Declaration declaration)
    {
        const string options = "Numerics = Numerics.Strict, Mode = NetworkMode.Inference";
        string text = Network().Replace(declaration.Text, m => $"[Network({(m.Groups[1].Length == 0 ? "" : m.Groups[1].Value + ", ")}{options})]", 1);
        return declaration with { Text = text.Replace("[Loss(Loss.CrossEntropy)]\n", "", StringComparison.Ordinal) };
    }

    [GeneratedRegex(@"\[Network(?:\(([^)]*)\))?\]")]
    private static partial Regex Network();
}
