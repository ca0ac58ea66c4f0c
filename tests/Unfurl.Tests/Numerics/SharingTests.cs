namespace Unfurl.Tests.Numerics;

/// <summary>Same seed, same bits; weights are shared, instances are not.</summary>
public sealed class SharingTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
        [Declaration.Of("Shared", "3, 12, 16", "Conv(8, 3, Padding = 1), ReLU, MaxPool(2), Conv(17, 3), Tanh, Flatten, Dropout(0.3), Dense(9)", "CrossEntropy")]));

    private static CompiledNetwork Network => Networks.Value["Shared"];

    [Fact]
    public void SameSeedSameBits()
    {
        (float[] output, float[] gradients) first = Train(Network.Create(seed: 3)), second = Train(Network.Create(seed: 3)), other = Train(Network.Create(seed: 4));
        Assert.Equal(first.output, second.output);
        Assert.Equal(first.gradients, second.gradients);
        Assert.NotEqual(first.output, other.output);
    }

    [Fact]
    public void InstancesOnSharedWeightsAreEqual()
    {
        Trainable first = Network.Create(), second = Network.Share(first.Weights);
        Assert.Equal(Answer(first, 5), Answer(second, 5));
        first.Weights.Edit("conv1.weight")[0] += 0.5f;
        Assert.Equal(Answer(first, 5), Answer(second, 5));
    }

    [Fact]
    public void EightThreadsOnSharedWeightsAgreeWithOne()
    {
        Trainable network = Network.Create();
        float[] expected = Answer(network, 4);
        NetworkParameters weights = Network.Create().Weights;
        var answers = new float[8][];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            Trainable own = Network.Share(weights);
            for (int i = 0; i < 20; i++)
                answers[t] = Answer(own, 4);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(answers, a => Assert.Equal(expected, a));
    }

    [Fact]
    public void SecondThreadInsideAnInstanceIsRefused()
    {
        Trainable network = Network.Create();
        const int Samples = 3000;
        float[] input = new float[Samples * network.Network.InputLength], output = new float[Samples * 9], one = new float[9];
        network.Network.Reserve(Samples);
        int refused = 0;
        for (int attempt = 0; attempt < 20 && refused == 0; attempt++)
        {
            using var started = new ManualResetEventSlim();
            var busy = new Thread(() =>
            {
                started.Set();
                try
                {
                    network.Forward(input, output);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            });
            busy.Start();
            started.Wait(TestContext.Current.CancellationToken);
            while (busy.IsAlive && refused == 0)
            {
                try
                {
                    network.Forward(input.AsSpan(0, network.Network.InputLength), one);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }

            busy.Join();
        }

        Assert.NotEqual(0, refused);
        Assert.Equal(Answer(Network.Create(), 1), Answer(network, 1));
    }

    private static float[] Answer(Trainable network, int samples)
    {
        float[] input = Numbers.Draw(new Random(9), samples * network.Network.InputLength), output = new float[samples * 9];
        network.Forward(input, output);
        return output;
    }

    private static (float[] Output, float[] Gradients) Train(Trainable network)
    {
        var optimizer = new Sgd(0.1f, momentum: 0.9f);
        float[] input = Numbers.Draw(new Random(9), 4 * network.Network.InputLength);
        for (int step = 0; step < 3; step++)
        {
            network.ZeroGradients();
            network.AccumulateGradients(input, [1, 2, 3, 8], []);
            optimizer.Step(network.Weights.Learned, network.Gradients);
            network.Weights.MarkChanged();
        }

        return (Answer(network, 4), network.Gradients.ToArray());
    }
}
