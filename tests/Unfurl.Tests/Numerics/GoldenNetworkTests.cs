using Unfurl.Generator;
using Unfurl.Tests.Interpreter;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Reference values of PyTorch, at the tight tolerance: generated code, and the interpreter that judges everything else.</summary>
public sealed class GoldenNetworkTests
{
    // Fewer would mean that the rule has lost some.
    private const int Least = 64;

    private static readonly Lazy<Dictionary<string, Declaration>> Declarations = new(() =>
        GoldenCase.All().Select(GoldenDeclarations.Of).OfType<Declaration>().ToDictionary(d => d.Name));

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations.Value.Values));

    /// <summary>Names of the cases; a single empty one where the reference files are absent, which skips.</summary>
    public static TheoryData<string> Names => SharedFolder.Path is null ? [""] : [.. Declarations.Value.Keys];

    [Fact]
    public void NoCaseIsLost()
    {
        SharedFolder.Require("oracle/golden/manifest.json");
        Assert.InRange(Declarations.Value.Count, Least, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgrees(string name)
    {
        SharedFolder.Require("oracle/golden/manifest.json");
        var golden = GoldenCase.Load(name);
        Trainable network = Networks.Value[name].Create();
        if (golden.Family.StartsWith("loss_", StringComparison.Ordinal))
            CheckLoss(golden, network);
        else
            CheckLayer(golden, network);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InterpreterAgrees(string name)
    {
        SharedFolder.Require("oracle/golden/manifest.json");
        var golden = GoldenCase.Load(name);
        if (golden.Special || golden.Family.StartsWith("loss_", StringComparison.Ordinal))
            return;
        Graph graph = Differentiator.Differentiate(Networks.Value[name].Graph);
        var run = new GraphRun(graph, GoldenDeclarations.Samples(golden) ?? 1);
        run.Give<float>("input", golden["x"]);
        run.Give<float>(Differentiator.OutputGradient, golden["dy"]);
        foreach (Value parameter in graph.Parameters)
            run.Give<float>(parameter.Name, golden[Tensor(parameter.Name)]);
        run.Run(Section.Forward, Section.Backward);
        golden.AssertClose("y", Array.ConvertAll(run.Output, x => (float)x));
        golden.AssertClose("grad.x", Array.ConvertAll(run.InputGradient!, x => (float)x));
        foreach ((string key, double[] gradient) in run.ParameterGradients(Section.Backward))
            golden.AssertClose("grad." + Tensor(key), Array.ConvertAll(gradient, x => (float)x));
    }

    private static void CheckLayer(GoldenCase golden, Trainable network)
    {
        foreach (ParameterInfo tensor in network.Weights.Table)
            golden[Tensor(tensor.Key)].CopyTo(network.Weights.Edit(tensor.Key));
        float[] output = new float[golden["y"].Length], inputGradient = new float[golden["x"].Length];
        network.Forward(golden["x"], output);
        golden.AssertClose("y", output);
        if (!golden.Tensors.Contains("grad.x"))
            return;
        network.ForwardTraining(golden["x"], output);
        golden.AssertClose("y", output);
        network.Backward(golden["dy"], inputGradient);
        golden.AssertClose("grad.x", inputGradient);
        foreach (ParameterInfo tensor in network.Weights.Table)
            golden.AssertClose("grad." + Tensor(tensor.Key), network.Gradient(tensor.Key));
    }

    // The layer before the loss is the identity: for a single sample the gradient of its bias is that of the logits.
    private static void CheckLoss(GoldenCase golden, Trainable network)
    {
        int samples = golden.Shape("x")[0], features = golden.Shape("x")[1];
        network.Weights.Values.Clear();
        for (int i = 0; i < features; i++)
            network.Weights.Edit("dense1.weight")[(i * features) + i] = 1;
        int[] labels = golden.Tensors.Contains("t") ? Array.ConvertAll(golden["t"], t => (int)t) : [];
        float[] targets = golden.Tensors.Contains("q") ? golden["q"] : [];
        double scale = Scale(golden, samples, targets.Length);
        golden.AssertClose("y", [(float)(scale * network.EvaluateLoss(golden["x"], labels, targets))]);
        golden.AssertClose("y", [(float)(scale * network.AccumulateGradients(golden["x"], labels, targets))]);
        var gradient = new float[samples * features];
        for (int n = 0; n < samples; n++)
        {
            network.ZeroGradients();
            network.AccumulateGradients(
                golden["x"].AsSpan(n * features, features),
                labels.AsSpan(n * network.LabelsPerSample, network.LabelsPerSample),
                targets.AsSpan(n * network.TargetsPerSample, network.TargetsPerSample));
            for (int i = 0; i < features; i++)
                gradient[(n * features) + i] = (float)(network.Gradient("dense1.bias")[i] * scale / samples);
        }

        golden.AssertClose("grad.x", gradient);
    }

    // Reductions other than the mean are the mean times a number.
    private static double Scale(GoldenCase golden, int samples, int targets) => golden.Attributes.GetProperty("reduction").GetString() switch
    {
        "mean" => 1,
        "sum" => targets > 0 ? targets : samples,
        "0.5*sum/N" => 0.5 * targets / samples,
        var other => throw new NotSupportedException(other),
    };

    private static string Tensor(string key) => key.EndsWith("weight", StringComparison.Ordinal) ? "w" : "b";
}
