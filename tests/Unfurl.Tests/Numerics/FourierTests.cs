using Unfurl.Generator;
using Unfurl.Tests.Harness;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>Large kernels by products of spectra: all borders, maps smaller than a tile, channels that fill no block, both sides of tiles; and where it must not be used.</summary>
public sealed class FourierTests
{
    // Without gradients, which are summed directly: half the text. One network has them.
    private const string Inference = ", Mode = NetworkMode.Inference";

    private static readonly (string Name, string Input, string Layers, string Schedule, string Algorithm)[] s_cases =
    [
        // A block of 16 channels and one more; tiles that end early below and at the right; and what is read lies along the width.
        ("Lopsided", "20, 14, 20", "Conv(17, 8, KernelHeight = 7, PaddingTop = 6, PaddingLeft = 0, PaddingBottom = 0, PaddingRight = 7, Bias = false)", "", "FFT 16x16"),
        ("Residual", "3, 15, 12", "Conv(20, 1), Branch, Conv(20, 9, Padding = 4), Branch, Add, Sigmoid", "", "FFT 16x16"),
        ("Larger", "16, 20, 24", "Branch, Conv(16, 15, Padding = 7), ReLU, Branch, Add, Tanh", "", "FFT 32x32"),

        // Smaller than a tile.
        ("SmallMap", "16, 7, 5", "Conv(16, 7, Padding = 3), SiLU", Choices("conv 7x7 s1 16x7x5 -> 16x7x5", "fft 16 run=1"), "FFT 16x16"),

        // Two runs of 25 tiles together; and small tiles of products.
        ("Runs", "17, 49, 49", "Conv(17, 5, Padding = 2)", Choices("conv 5x5 s1 17x49x49 -> 17x49x49", "fft 16 run=13", "2x2", "1x2", "1x1"), "FFT 16x16"),
    ];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
    [
        Declaration.Of("Learning", "3, 13, 24", "Conv(20, 1), Conv(17, 7, Padding = 3), ReLU"),
        .. s_cases.Select(c => Declaration.Of(c.Name, c.Input + Inference, c.Layers) with { Schedule = c.Schedule }),
    ]));

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name)
    {
        const int samples = 2;
        INetwork network = Create(name);
        Assert.Contains([.. network.Info], l => l.Algorithm == s_cases.Single(c => c.Name == name).Algorithm);
        Comparison.WidenWeights(network.Weights);
        float[] input = Numbers.Draw(new Random(1), samples * network.InputLength), output = new float[samples * network.OutputLength];
        network.Forward(input, output);
        new ReferenceRun(Prepare, Section.Forward).AssertClose(r => r.Output(), output, name);

        GraphRun Prepare(bool rounded)
        {
            Graph graph = Networks.Value[name].Graph;
            var run = new GraphRun(graph, samples, pass: null, rounded);
            run.Give<float>(graph.Samples.Single().Name, input);
            foreach (ParameterInfo tensor in network.Weights.Table)
                run.Give<float>(tensor.Key, network.Weights[tensor.Key]);
            return run;
        }
    }

    [Fact]
    public void LearningIsAsEver()
    {
        Assert.Contains(Kernels(Networks.Value["Learning"].Spec), k => k == "ConvolveFourier16");
        Comparison.Check(Networks.Value["Learning"], 2);
    }

    [Theory]
    [InlineData("32, 24, 24, Numerics = Numerics.Strict", "Conv(32, 9)")]
    [InlineData("32, 24, 24, PackedWeights = 0", "Conv(32, 9)")]
    [InlineData("32, 24, 24", "Conv(32, 9, Stride = 2)")]
    [InlineData("32, 24, 24", "Conv(32, 9, Dilation = 2)")]
    [InlineData("32, 24, 24", "Conv(32, 9, Groups = 2)")]
    [InlineData("32, 24, 24", "Conv(32, 9, KernelHeight = 1)")]
    [InlineData("32, 24, 24", "Conv(32, 9, Flip = true)")]
    [InlineData("32, 24, 24", "Conv(32, 5)")]
    [InlineData("32, 40, 40", "Conv(32, 33)")]
    [InlineData("32, 9, 9", "Conv(32, 9)")]
    [InlineData("1, 24, 24", "Conv(32, 9)")]
    [InlineData("32, Extent.Any, 24", "Conv(32, 9)")]
    public void IsNotUsedWhereItDoesNotFit(string input, string layers) =>
        Assert.DoesNotContain(Kernels(GeneratorRun.Of(Declaration.Of("Tiny", input, layers).Text).Spec("Tiny")), k => k.Contains("Fourier", StringComparison.Ordinal));

    [Theory]
    [InlineData("64, 56, 56", "Conv(64, 7, Padding = 3)", "ConvolveFourier16")]
    [InlineData("64, 56, 56", "Conv(64, 11, Padding = 5)", "ConvolveFourier32")]
    public void TheLargerTileIsUsedWhereItPays(string input, string layers, string kernel) =>
        Assert.Contains(Kernels(GeneratorRun.Of(Declaration.Of("Tiny", input, layers).Text).Spec("Tiny")), k => k == kernel);

    [Fact]
    public void AnyNumberOfThreadsAnswersTheSameBits()
    {
        INetwork network = Create("Runs");
        float[] input = Numbers.Draw(new Random(1), 2 * network.InputLength), expected = new float[2 * network.OutputLength];
        network.Forward(input, expected);
        foreach (int threads in new[] { 2, 3 })
        {
            network.Threads = threads;
            for (int pass = 0; pass < 10; pass++)
            {
                var actual = new float[expected.Length];
                network.Forward(input, actual);
                Assert.Equal(expected, actual);
            }
        }
    }

    private static IEnumerable<string> Kernels(NetworkSpec spec) =>
        NetworkCompiler.Schedule(spec, NetworkChecker.Check(spec).Graph!, TestContext.Current.CancellationToken).Inference.Steps.OfType<KernelStep>().Select(s => s.Kernel.Name);

    private static INetwork Create(string name) => (INetwork)Activator.CreateInstance(Networks.Value[name].Type, 1)!;

    private static string Choices(string kernel, string algorithm, string? tile512 = null, string? tile256 = null, string? tile128 = null) =>
        $"[all]\n{kernel}: {algorithm}\n" + (tile512 is null ? "" : $"[avx512]\n{kernel}: tile={tile512}\n[avx2]\n{kernel}: tile={tile256}\n[sse]\n{kernel}: tile={tile128}\n");
}
