using System.Runtime.CompilerServices;
using Unfurl.CompilerServices;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>A network answers the same bits on any number of threads, allocates nothing for it, and is not kept alive by them.</summary>
public sealed class ThreadTests
{
    private const string Trunk = "Conv(64, 3, Stride = 2, Padding = 1), BatchNorm, ReLU, Conv(64, 3, Padding = 1), ReLU, LocalResponseNorm(5), Branch, Conv(64, 3, Padding = 1), SiLU, "
        + "Branch, Conv(64, 5, Padding = 2, Groups = 64), Tanh, Branch, MaxPool(3, Stride = 1, Padding = 1), Conv(40, 1), Branch, Concat, AveragePool(2), BatchNorm, Conv(96, 1), ReLU, Branch, GlobalAveragePool, Sigmoid, Branch, Multiply";

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("LeNet", "1, 28, 28", "Conv(6, 5, Padding = Padding.Same), ReLU, MaxPool(2), Conv(16, 5), ReLU, MaxPool(2), Flatten, Dense(120), ReLU, Dense(84), ReLU, Dense(10)"),
        Declaration.Of("Branches", "3, 30, 26", Trunk + ", Flatten, Dense(300), ReLU, Dense(7), Softmax", "CrossEntropy"),
        Declaration.Of("Map", "3, 40, 40", "Conv(32, 3), Conv(48, 3, Padding = 1), ReLU, Conv(3, 1)"),
        Declaration.Of("Pools", "3, 33, 29", "Conv(32, 3, Padding = 1, PaddingMode = PaddingMode.Reflect), GroupNorm(4), GELU, LpPool(3), Branch, Conv(32, 3, Padding = 1), Branch, Add, PReLU, Upsample(2), AdaptiveMaxPool(7), Maxout(2), InstanceNorm, SpatialPyramidPool(3, 1), LayerNorm, Dense(9), LogSoftmax"),
        new Declaration("Several", """
            [Network]
            [Input("left", 3, 24, 25), Input("right", 60)]
            [Conv(48, 3, Padding = 1, From = "left"), BatchNorm, ReLU(Name = "features"), Dense(48, From = "right"), Sigmoid, Multiply(From = "features", Name = "joined"), Flatten, Dense(3)]
            [Output("map", From = "joined"), Output("score")]
            public partial class Several;
            """),
    ]));

    public static TheoryData<string> Names => ["LeNet", "Branches", "Map", "Pools", "Several"];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyNumberOfThreadsAnswersTheSameBits(string name)
    {
        INetwork network = Networks.Value[name].Create().Network;
        foreach (int samples in new[] { 1, 3 })
        {
            float[] input = Numbers.Draw(new Random(samples), samples * network.InputLength), expected = new float[samples * network.OutputLength];
            network.Threads = 1;
            network.Forward(input, expected);
            foreach (int threads in new[] { 2, 3, 8 })
            {
                // Changed between calls; the team may come late to the first of them.
                network.Threads = threads;
                for (int pass = 0; pass < 10; pass++)
                {
                    var actual = new float[expected.Length];
                    network.Forward(input, actual);
                    Assert.Equal(expected, actual);
                }
            }
        }
    }

    [Fact]
    public void LossesAreTheSameToo()
    {
        Trainable network = Networks.Value["Branches"].Create();
        float[] input = Numbers.Draw(new Random(1), 2 * network.Network.InputLength);
        float expected = network.EvaluateLoss(input, [1, 5], []);
        network.Network.Threads = 2;
        Assert.Equal(expected, network.EvaluateLoss(input, [1, 5], []));
        Assert.Equal(network.AccumulateGradients(input, [1, 5], []), Networks.Value["Branches"].Create().AccumulateGradients(input, [1, 5], []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsAllocated(string name)
    {
        INetwork network = Networks.Value[name].Create().Network;
        network.Threads = 2;
        network.Reserve(3);
        float[] input = Numbers.Draw(new Random(1), 3 * network.InputLength), output = new float[3 * network.OutputLength];
        network.Forward(input, output);
        Assert.Equal(0, Allocations.Of(() => network.Forward(input, output)));
    }

    [Fact]
    public void ChangedWeightsAreSeenByAll()
    {
        Trainable shared = Networks.Value["Map"].Create(), alone = Networks.Value["Map"].Create();
        shared.Network.Threads = 3;
        float[] input = Numbers.Draw(new Random(1), shared.Network.InputLength), expected = new float[shared.Network.OutputLength], actual = new float[expected.Length];
        for (int pass = 0; pass < 20; pass++)
        {
            shared.Weights.Edit("conv2.weight")[pass] += 1;
            alone.Weights.Edit("conv2.weight")[pass] += 1;
            alone.Forward(input, expected);
            shared.Forward(input, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void OutputMayLieOverTheInput()
    {
        Trainable network = Networks.Value["Map"].Create();
        float[] input = Numbers.Draw(new Random(1), 2 * network.Network.InputLength), expected = new float[2 * network.Network.OutputLength];
        network.Forward(input, expected);
        network.Network.Threads = 2;
        network.Forward(input, input.AsSpan(0, expected.Length));
        Assert.Equal(expected, input[..expected.Length]);
    }

    [Fact]
    public void ManyNetworksOnManyThreadsShareTheWorkers()
    {
        const int Callers = 4, Passes = 200;
        float[] input = Numbers.Draw(new Random(1), Networks.Value["LeNet"].Create().Network.InputLength), expected = new float[10];
        Networks.Value["LeNet"].Create().Forward(input, expected);
        int wrong = 0;
        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
        {
            INetwork network = Networks.Value["LeNet"].Create().Network;
            network.Threads = 2 + (caller % 2);
            var actual = new float[10];
            for (int pass = 0; pass < Passes; pass++)
            {
                network.Forward(input, actual);
                if (!actual.AsSpan().SequenceEqual(expected))
                    Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();
        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task WorkersKeepNoNetworkAlive()
    {
        WeakReference network = Use();
        while (network.IsAlive)
        {
            GC.Collect();
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(WorkerPool.Count > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void NumbersThatMakeNoSenseAreRefused(int threads)
    {
        INetwork network = Networks.Value["LeNet"].Create().Network;
        Assert.Equal(1, network.Threads);
        network.Threads = 2;
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => network.Threads = threads);
        Assert.StartsWith(FormattableString.Invariant($"LeNet: Threads is {threads}, expected 1 to 64."), refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, network.Threads);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use()
    {
        INetwork network = Networks.Value["LeNet"].Create().Network;
        network.Threads = 2;
        for (int pass = 0; pass < 20; pass++)
            network.Forward(new float[network.InputLength], new float[10]);
        return new WeakReference(network);
    }
}
