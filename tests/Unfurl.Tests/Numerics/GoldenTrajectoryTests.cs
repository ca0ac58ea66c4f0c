using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>Whole trainings as PyTorch ran them: losses step by step, and the weights at the end.</summary>
public sealed class GoldenTrajectoryTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("Mlp", "1, 6, 6", "Flatten, Dense(24, Key = \"f1\"), Tanh, Dense(16, Key = \"f2\"), Sigmoid, Dense(5, Key = \"f3\")", "CrossEntropy"),
        Declaration.Of("InceptionNet", "3, 17, 16", GoldenStructures.Layers(GoldenCase.Load("training__inception_net_adamw"))!, "CrossEntropy"),
    ]));

    [Theory]
    [InlineData("training__mlp_sgd", "Mlp")]
    [InlineData("training__mlp_adam", "Mlp")]
    [InlineData("training__inception_net_adamw", "InceptionNet")]
    public void TrainingFollowsPyTorch(string name, string network)
    {
        var golden = GoldenCase.Load(name);
        float rate = golden.Number("lr");
        Follow(golden, Networks.Value[network].Create(), golden.Attributes.GetProperty("opt").GetString() switch
        {
            "SGD" => new Sgd(rate),
            "Adam" => new Adam(rate),
            _ => new AdamW(rate, weightDecay: golden.Number("weight_decay")),
        });
    }

    private static void Follow(GoldenCase golden, Trainable network, Optimizer optimizer)
    {
        foreach (ParameterInfo tensor in network.Weights.Table)
            golden[Tensor(tensor.Key)].CopyTo(network.Weights.Edit(tensor.Key));
        var losses = new float[golden["losses"].Length];
        int batch = golden.Shape("t")[1], inputs = batch * network.Network.InputLength;
        int[] labels = Array.ConvertAll(golden["t"], t => (int)t);
        for (int step = 0; step < losses.Length; step++)
        {
            network.ZeroGradients();
            losses[step] = network.AccumulateGradients(golden["x"].AsSpan(step * inputs, inputs), labels.AsSpan(step * batch, batch), []);
            optimizer.Step(network.Weights.Learned, network.Gradients);
            network.Weights.MarkChanged();
        }

        golden.AssertClose("losses", losses);
        foreach (ParameterInfo tensor in network.Weights.Table)
            golden.AssertClose("final." + Tensor(tensor.Key), network.Weights[tensor.Key]);
    }

    private static string Tensor(string key) => key.Replace("weight", "w", StringComparison.Ordinal).Replace("bias", "b", StringComparison.Ordinal);
}
