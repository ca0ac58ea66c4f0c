namespace Unfurl.Tests.Numerics;

/// <summary>Networks of open sizes: at every size the numbers of the network of that size, and memory that grows to the largest and no further.</summary>
public sealed class OpenSizesTests
{
    private const string Map = "Extent.Any, Extent.Any";
    private const string Wide = "Conv(16, 3), ReLU, Conv(4, 7), Sigmoid";

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("OpenScan", $"3, {Map}", "Conv(20, 3, Padding = 1), BatchNorm, ReLU, MaxPool(3, Stride = 2, Padding = 1), Conv(33, 3), ReLU, MaxPool(2), Conv(10, 2, Name = \"head\")"),
        Declaration.Of("OpenClassifier", $"3, {Map}", "Conv(16, 5, Stride = 2), ReLU, DepthwiseConv(3, Padding = Padding.Same), PReLU, Conv(24, 1), BatchNorm, SiLU, Branch, GlobalAveragePool, Branch, GlobalLpPool, Concat, Flatten, Dropout(0.2), Dense(7), Softmax"),
        Declaration.Of("OpenBranches", $"4, {Map}", "Conv(16, 3, Padding = Padding.Same), ReLU, Branch, Conv(16, 3, Padding = 1, Groups = 4), Branch, MaxPool(3, Stride = 1, Padding = 1), Conv(5, 1), Branch, Concat, Branch, Branch, GlobalMaxPool, Conv(37, 1), Sigmoid, Multiply, Branch, Conv(37, 3, Padding = 1), BatchNorm, Branch, Add, ReLU, SpatialDropout, Upsample(2), Conv(3, 2), LogSoftmax"),
        Declaration.Of("OpenPools", $"2, {Map}", "LpPool(2, Stride = 1), AveragePool(3, Stride = 2, Padding = 1, CountPadding = false), Branch, MaxPool(3, Stride = 2, Ceiling = true), Branch, AveragePool(3, Stride = 2, Ceiling = true), Concat, AveragePool(4, Stride = 1, Padding = 2), Branch, AdaptiveAveragePool(5, Width = 2), Flatten, Branch, SpatialPyramidPool(3, 2, 1), Concat, Dense(5)"),
        Declaration.Of("OpenBlends", $"3, {Map}", "MixedPool(2, Stride = 1, Ceiling = true), Conv(18, 1), GatedPool(3, Stride = 2, Padding = 1, PerChannel = true), Branch, MixedPool(2, Ceiling = true, PerChannel = true, CountPadding = false), Branch, MaxPool(2, Ceiling = true), Concat, TreePool(2, Stride = 1, Levels = 3), ReLU, StochasticPool(2, Stride = 1, Padding = 1), StochasticPool(3, Stride = 2, Ceiling = true), GatedPool(2, Stride = 1)"),
        Declaration.Of("OpenNorms", $"6, {Map}", "Conv(18, 3, PaddingMode = PaddingMode.Reflect, Padding = 1), GroupNorm(3), Pad(1, Mode = PaddingMode.Circular), InstanceNorm, ConvTranspose(20, 3, Stride = 2), LayerNorm, GELU, Maxout(2), LocalResponseNorm(3), Pad(1, PaddingLeft = -1, Value = 0.5), Softmax"),
        Declaration.Of("OpenSequence", "5, Extent.Any", "Conv(17, 4, Stride = 2, Padding = 1), Tanh, ConvTranspose(6, 2, Stride = 3), MaxPool(2, Dilation = 2, Stride = 1), BatchNorm"),
        Declaration.Of("OpenWidth", "2, 9, Extent.Any", Wide),
        Declaration.Of("FixedWidth", "2, 9, 14, Mode = NetworkMode.Inference", Wide),
        Declaration.Of("FixedPatch", "1, 12, 12, Mode = NetworkMode.Inference", "Conv(8, 3), ReLU, MaxPool(2), Flatten, Dense(20), ReLU, Dense(4)"),
        Declaration.Of("OpenPatch", $"1, {Map}", "Conv(8, 3), ReLU, MaxPool(2), Conv(20, 5, Key = \"dense1\"), ReLU, Conv(4, 1, Key = \"dense2\")"),
    ]));

    public static TheoryData<string> Names => [.. Networks.Value.All.Where(n => n.Spec.IsOpen).Select(n => n.Name)];

    // Larger and smaller ones in turn, so that what lies in memory is another size's.
    [Theory]
    [MemberData(nameof(Names))]
    public void EverySizeGivesTheNumbersOfThatSize(string name)
    {
        var open = new OpenInstance(Networks.Value[name]);
        (int height, int width) = (open.Network.LeastHeight, open.Network.LeastWidth);
        bool isSequence = open.Network.InputShape.Length == 2, isFixedHigh = isSequence || open.Network.InputShape[1] != Extent.Any;
        foreach ((int samples, int rows, int columns) in new[] { (2, 0, 0), (1, 9, 14), (3, 1, 0), (1, 0, 3), (2, 6, 7), (1, 17, 1), (1, 2, 40), (2, 0, 0), (1, 5, 2) })
            open.Check(samples, isFixedHigh ? height : height + rows, width + columns);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BelowTheLeastSizeNothingFits(string name)
    {
        var open = new OpenInstance(Networks.Value[name]);
        (int height, int width) = (open.Network.LeastHeight, open.Network.LeastWidth);
        foreach ((int h, int w, string what) in new[] { (height - 1, width, "height"), (height, width - 1, open.Network.InputShape.Length == 2 ? "length" : "width") })
        {
            ArgumentException problem = Assert.Throws<ArgumentException>(() => open.Network.OutputLength(h, w));
            Assert.Contains($"{name}: {what} is {(what == "height" ? h : w)}, expected", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OnlyTheLargestSizeSoFarAllocates()
    {
        IOpenNetwork network = new OpenInstance(Networks.Value["OpenBranches"]).Network;
        float[] input = new float[4 * 40 * 50 * 2], output = new float[2 * network.OutputLength(40, 50)];
        Run(1, 20, 50);
        Run(1, 40, 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(2, 40, 50);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() > before);
        AssertNothing(() =>
        {
            Run(2, 40, 50);
            Run(1, 9, 9);
            Run(2, 40, 11);
            Run(1, 13, 50);
        });

        void Run(int samples, int height, int width) =>
            network.Forward(input.AsSpan(0, samples * 4 * height * width), height, width, output.AsSpan(0, samples * network.OutputLength(height, width)));
    }

    [Fact]
    public void WhatIsReservedAllocatesNothing()
    {
        IOpenNetwork network = new OpenInstance(Networks.Value["OpenScan"]).Network;
        float[] input = new float[3 * 30 * 30], output = new float[network.OutputLength(30, 30)];
        network.Forward(input.AsSpan(0, 3 * 16 * 16), 16, 16, output.AsSpan(0, network.OutputLength(16, 16)));
        network.Reserve(1, 30, 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Forward(input, 30, 30, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AnyNumberOfThreadsAnswersTheSameBits()
    {
        foreach (string name in new[] { "OpenScan", "OpenBranches", "OpenClassifier" })
        {
            var open = new OpenInstance(Networks.Value[name]);
            foreach ((int height, int width) in new[] { (34, 47), (19, 90), (60, 21) })
            {
                float[] input = open.Draw(2, height, width), expected = new float[2 * open.Network.OutputLength(height, width)];
                open.Network.Threads = 1;
                open.Network.Forward(input, height, width, expected);
                foreach (int threads in new[] { 2, 5 })
                {
                    open.Network.Threads = threads;
                    for (int pass = 0; pass < 5; pass++)
                    {
                        var actual = new float[expected.Length];
                        open.Network.Forward(input, height, width, actual);
                        Assert.Equal(expected, actual);
                    }
                }
            }
        }
    }

    [Fact]
    public void WeightsOfAFixedSizeAreReadFromTheirFile()
    {
        INetwork learned = Fixed("FixedWidth");
        IOpenNetwork open = new OpenInstance(Networks.Value["OpenWidth"]).Network;
        string path = Path.GetTempFileName();
        try
        {
            learned.Weights.Save(path);
            open.Weights.Load(path);
        }
        finally
        {
            File.Delete(path);
        }

        float[] input = Numbers.Draw(new Random(2), learned.InputLength), expected = new float[learned.OutputLength], actual = new float[open.OutputLength(9, 14)];
        learned.Forward(input, expected);
        open.Forward(input, 9, 14, actual);
        Numbers.AssertClose(Array.ConvertAll(expected, x => (double)x), actual, "open and fixed size");
    }

    [Fact]
    public void ADenseGivesItsWeightsToAConvolutionAsLargeAsItsMap()
    {
        INetwork patches = Fixed("FixedPatch");
        IOpenNetwork scanner = new OpenInstance(Networks.Value["OpenPatch"]).Network;
        scanner.Weights.TakeFrom(patches.Weights);
        int[] shape = scanner.OutputShape(20, 24);
        Assert.Equal([4, 5, 7], shape);
        float[] image = Numbers.Draw(new Random(2), 20 * 24), answers = new float[scanner.OutputLength(20, 24)], patch = new float[12 * 12], answer = new float[4];
        scanner.Forward(image, 20, 24, answers);
        for (int row = 0; row < 5; row++)
        {
            for (int column = 0; column < 7; column++)
            {
                for (int r = 0; r < 12; r++)
                    image.AsSpan((((2 * row) + r) * 24) + (2 * column), 12).CopyTo(patch.AsSpan(12 * r));
                patches.Forward(patch, answer);
                for (int k = 0; k < 4; k++)
                    Assert.Equal(answer[k], answers[(((k * 5) + row) * 7) + column], 1e-5f);
            }
        }

        Assert.Contains("'dense1.weight' is not there", Assert.Throws<ArgumentException>(() => scanner.Weights.TakeFrom(Fixed("FixedWidth").Weights)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => scanner.Weights.TakeFrom(null!));
    }

    [Fact]
    public void WrongCallsSayWhatIsWrong()
    {
        IOpenNetwork network = new OpenInstance(Networks.Value["OpenWidth"]).Network;
        Assert.Equal([2, 9, Extent.Any], network.InputShape.ToArray());
        Assert.Equal("OpenWidth: height is 10, expected 9, which the network fixes.", Message(() => network.OutputLength(10, 30)));
        Assert.Equal("OpenWidth: width is 8, expected at least 9, which layer 'conv2' needs.", Message(() => network.OutputLength(9, 8)));
        Assert.Equal("OpenWidth: width is 2000000000, expected 9 to 67108864.", Message(() => network.OutputLength(9, 2_000_000_000)));
        Assert.Equal("OpenWidth: input holds 7 numbers, expected a multiple of 180, and at least one sample.", Message(() => network.Forward(new float[7], 9, 10, [])));
        Assert.Equal("OpenWidth: output holds 7 numbers, expected 8 (1 samples of 8).", Message(() => network.Forward(new float[180], 9, 10, new float[7])));
        IOpenNetwork large = new OpenInstance(Networks.Value["OpenScan"]).Network;
        Assert.StartsWith("OpenScan: an input of 4000000000 cells a channel needs more numbers than one array holds", Message(() => large.OutputLength(40_000, 100_000)), StringComparison.Ordinal);

        // The parameter's name stands behind the message.
        static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message.Split(" (Parameter")[0];
    }

    private static INetwork Fixed(string name) => (INetwork)Activator.CreateInstance(Networks.Value[name].Type, 4)!;

    // The least of several: the runtime itself may allocate on this thread when it recompiles a caller.
    private static void AssertNothing(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
