using Unfurl.Generator;
using Unfurl.Tests.Interpreter;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Reference values of PyTorch, at the tight tolerance: generated code, and the interpreter that judges everything else.</summary>
public sealed class GoldenNetworkTests
{
    // Fewer would mean that the rule has lost some.
    private const int Least = 146;

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
        else if (golden.Family == "network")
            CheckNetwork(golden, network);
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
        var run = new GraphRun(graph, GoldenInputs.Samples(golden) ?? 1, pass: 1);
        foreach ((Value input, string tensor) in graph.Samples.Zip(GoldenInputs.Names(golden)))
            run.Give<float>(input.Name, GoldenInputs.Numbers(golden, tensor));
        foreach (Value parameter in graph.Parameters)
            run.Give<float>(parameter.Name, Weights(golden, parameter.Name, parameter.Shape.Length));
        run.Run(Section.Forward);
        golden.AssertClose(golden.Family == "network" ? "logits" : "y", Single(run.Output()));
        if (!golden.Tensors.Contains("grad." + GoldenInputs.Names(golden)[0]))
            return;
        run.Give<float>(
            Differentiator.OutputGradient("output"), golden.Family == "network" ? LogitGradient(golden, Single(run.Output())) : golden["dy"]);
        run.Run(Section.Backward);
        foreach ((Value input, string tensor) in graph.Samples.Zip(GoldenInputs.Names(golden)))
            GoldenInputs.AssertGradient(golden, tensor, Single(run.InputGradient(input.Name)!));
        foreach ((string key, double[] gradient) in run.ParameterGradients(Section.Backward).Where(g => !IsUnit(g.Key)))
            golden.AssertClose("grad." + GoldenDeclarations.Tensor(golden, key), Single(gradient));
        foreach ((string key, double[] moved) in run.Statistics())
            golden.AssertClose(Statistic(key), Single(moved));
    }

    private static void CheckLayer(GoldenCase golden, Trainable network)
    {
        LoadWeights(golden, network);
        string[] inputs = GoldenInputs.Names(golden);
        int samples = GoldenInputs.Samples(golden) ?? 1;
        float[] input = Joint.Join(samples, [.. inputs.Select(i => GoldenInputs.Numbers(golden, i))]), output = new float[golden["y"].Length], inputGradient = new float[input.Length];

        // A batch norm in training is another function than as used.
        bool trains = golden.Family == "batchnorm" && golden.Attributes.GetProperty("training").GetBoolean();
        network.Forward(input, output);
        if (!trains)
            golden.AssertClose("y", output);
        if (!golden.Tensors.Contains("grad." + inputs[0]))
            return;
        network.ForwardTraining(input, output);
        golden.AssertClose("y", output);
        network.Backward(golden["dy"], inputGradient);
        int[] lengths = [.. inputs.Select(i => GoldenInputs.Numbers(golden, i).Length / samples)];
        for (int i = 0; i < inputs.Length; i++)
            GoldenInputs.AssertGradient(golden, inputs[i], Joint.Take(inputGradient, samples, lengths, i));
        CheckGradients(golden, network);
        foreach (ParameterInfo tensor in network.Weights.Table.ToArray().Where(t => trains && !t.IsLearned))
            golden.AssertClose(Statistic(tensor.Key), network.Weights[tensor.Key]);
    }

    private static void CheckNetwork(GoldenCase golden, Trainable network)
    {
        LoadWeights(golden, network);
        float[] logits = new float[golden["logits"].Length], inputGradient = new float[golden["x"].Length];
        int[] labels = Array.ConvertAll(golden["t"], t => (int)t);
        network.Forward(golden["x"], logits);
        golden.AssertClose("logits", logits);
        golden.AssertClose("y", [network.EvaluateLoss(golden["x"], labels, [])]);
        golden.AssertClose("y", [network.AccumulateGradients(golden["x"], labels, [])]);
        CheckGradients(golden, network);
        network.ZeroGradients();
        network.ForwardTraining(golden["x"], logits);
        network.Backward(LogitGradient(golden, logits), inputGradient);
        golden.AssertClose("grad.x", inputGradient);
        CheckGradients(golden, network);
    }

    private static void CheckGradients(GoldenCase golden, Trainable network)
    {
        foreach (ParameterInfo tensor in network.Weights.Table.ToArray().Where(t => t.IsLearned && !IsUnit(t.Key)))
            golden.AssertClose("grad." + GoldenDeclarations.Tensor(golden, tensor.Key), network.Gradient(tensor.Key));
    }

    // d(mean cross-entropy) / d(logits).
    private static float[] LogitGradient(GoldenCase golden, float[] logits)
    {
        int samples = golden["t"].Length, classes = logits.Length / samples;
        return [.. Enumerable.Range(0, samples).SelectMany(n =>
        {
            double[] powers = [.. logits.Skip(n * classes).Take(classes).Select(x => Math.Exp(x))];
            return powers.Select((p, c) => (float)(((p / powers.Sum()) - (c == (int)golden["t"][n] ? 1 : 0)) / samples));
        })];
    }

    private static void LoadWeights(GoldenCase golden, Trainable network)
    {
        foreach (ParameterInfo tensor in network.Weights.Table)
            Weights(golden, tensor.Key, tensor.Length).CopyTo(network.Weights.Edit(tensor.Key));
    }

    // The reference's, or those of a convolution that changes nothing.
    internal static float[] Weights(GoldenCase golden, string key, int length)
    {
        if (!IsUnit(key))
            return golden[GoldenDeclarations.Tensor(golden, key)];
        var unit = new float[length];
        int channels = (int)Math.Sqrt(length);
        for (int i = 0; i < channels && key.EndsWith("weight", StringComparison.Ordinal); i++)
            unit[(i * channels) + i] = 1;
        return unit;
    }

    private static bool IsUnit(string key) => key.StartsWith(GoldenDeclarations.Unit + ".", StringComparison.Ordinal);

    private static string Statistic(string key) => key.EndsWith("mean", StringComparison.Ordinal) ? "running_mean" : "running_var_torch";

    private static float[] Single(double[] numbers) => Array.ConvertAll(numbers, x => (float)x);

    // The layer before the loss copies the logits, and multiplies by 0 a vector that is 1 at the sample's place in the batch: the gradient of those zeros is that of
    // the logits, sample by sample.
    private static void CheckLoss(GoldenCase golden, Trainable network)
    {
        int samples = golden.Shape("x")[0], features = golden.Shape("x")[1], row = features + samples;
        float[] input = new float[samples * row], gradient = new float[samples * features];
        network.Weights.Values.Clear();
        for (int i = 0; i < features; i++)
            network.Weights.Edit("dense1.weight")[(i * row) + i] = 1;
        for (int n = 0; n < samples; n++)
        {
            golden["x"].AsSpan(n * features, features).CopyTo(input.AsSpan(n * row));
            input[(n * row) + features + n] = 1;
        }

        int[] labels = golden.Tensors.Contains("t") ? Array.ConvertAll(golden["t"], t => (int)t) : [];
        float[] targets = golden.Tensors.Contains("q") ? golden["q"] : [];
        double scale = Scale(golden, samples, targets.Length);
        golden.AssertClose("y", [(float)(scale * network.EvaluateLoss(input, labels, targets))]);
        golden.AssertClose("y", [(float)(scale * network.AccumulateGradients(input, labels, targets))]);
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = (float)(scale * network.Gradient("dense1.weight")[(i % features * row) + features + (i / features)]);
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
}
