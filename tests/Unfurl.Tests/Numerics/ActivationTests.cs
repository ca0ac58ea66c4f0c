namespace Unfurl.Tests.Numerics;

/// <summary>Activations, softmax and dropout at all sizes, on maps and vectors.</summary>
public sealed class ActivationTests
{
    // Some of the library's, and one as a user writes it.
    private static readonly string[] Formulas = ["ReLU", "Sigmoid", "Tanh", "SiLU", "Bent"];

    // All the others, beside each other in four networks.
    private static readonly string[] Others =
    [
        "Scale(-0.7)", "Sign", "Step", "ReLU6", "LeakyReLU", "LeakyReLU(-2)", "PReLU", "PReLU(0.4, PerChannel = true)", "ELU", "ELU(0.3)", "SELU", "CELU", "CELU(2.5)",
        "Softplus", "Softplus(3)", "Softsign", "Swish", "Swish(2, PerChannel = true)", "Swish(0.5, Frozen = true)", "GELU", "GELU(true)", "Mish", "HardSigmoid",
        "HardSigmoid(0.2)", "HardSwish", "HardTanh", "HardTanh(-0.5, 0.25)", "Exp", "LogSigmoid", "ThresholdedReLU(0.1)", "Softshrink(0.2)", "Abs",
        "LearnedBend(0.5)", "LearnedBend(-2, 0.75, PerChannel = true)",
    ];

    // Every function a formula can call, where it has a value.
    private static readonly string[] Functions =
    [
        "pow(abs(x) + 0.1, 1.3) + pow(x, 3) - pow(x, -1) / 9 + pow(2, x)", "sqrt(abs(x)) + log(0.5 + x * x)", "log1p(abs(x)) - expm1(x)", "sin(3 * x) * cos(x)", "tan(x / 2)",
        "sinh(x) / cosh(2 * x)", "asinh(4 * x) + atan(3 * x)", "sinc(2 * x) + sinc(x / 9)", "erf(x) * sign(x) + step(x - 0.3)", "max(0.5, x) - min(0.25, min(x, 2 * x)) + max(x * x, 0.3 - x)",
        "where(x == 0, 1, where(x != 0.5, x * x, 2)) + where(x >= 0.1, x, -x) + where(x <= -0.1, x, 0)", "softplus(x) - sigmoid(x) * tanh(x)",
    ];

    private static readonly float[] Points = [-1e8f, -3, -1, -0.5f, 0, 0.5f, 1, 3, 6, 1e6f, float.NaN];

    // What the documentation says of the slope where two branches meet, and of one that vanishes slowly.
    private static readonly (string Layer, float At, double Slope)[] Corners =
    [
        ("ReLU", 0, 0), ("ReLU6", 0, 0), ("ReLU6", 6, 0), ("LeakyReLU", 0, 0.01), ("PReLU", 0, 0.25), ("ELU(0.5)", 0, 0.5), ("SELU", 0, 1.7580993408473766), ("CELU(2)", 0, 1),
        ("HardSigmoid", -3, 0), ("HardSigmoid", 3, 0), ("HardSigmoid", 1, 1.0 / 6), ("HardSwish", -3, 0), ("HardSwish", 3, 1), ("HardTanh", -1, 0), ("HardTanh", 1, 0), ("Abs", 0, 0),
        ("ThresholdedReLU", 1, 0), ("ThresholdedReLU", 3, 1), ("Softshrink", 0.5f, 0), ("Softshrink", -0.5f, 0), ("Softshrink", -1, 1), ("Softsign", 0, 1), ("Softsign", 1e6f, 1 / (1e6 * 1e6)),
        ("Softsign", -1e8f, 1 / (1e8 * 1e8)), ("Activation(\"max(2 * x, x)\")", 0, 1), ("Activation(\"max(x, 2 * x)\")", 0, 2), ("Activation(\"min(x, 2 * x)\")", 0, 2),
        ("Activation(\"max(0, x)\")", 0, 0), ("Activation(\"where(x < 0, 3 * x, x)\")", 0, 1),
    ];

    /// <summary>Also for what is found of their graphs.</summary>
    internal static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

    /// <summary>Networks of every activation and every function.</summary>
    internal static IEnumerable<string> Curves => Others.Chunk(9).Select((_, i) => $"Others{i}").Append("Functions");

    private static string[] Cornered => [.. Corners.Select(c => c.Layer).Distinct()];

    [Fact]
    public void SlopesAtCornersAreWhatTheDocumentationSays()
    {
        Trainable network = Networks.Value["Corners"].Create();
        float[] output = new float[network.Network.OutputLength], gradient = new float[Points.Length], slope = new float[output.Length];
        foreach ((string layer, int i) in Cornered.Select((layer, i) => (layer, i)))
        {
            slope.AsSpan().Clear();
            slope.AsSpan(i * Points.Length, Points.Length).Fill(1);
            network.ForwardTraining(Points, output);
            network.Backward(slope, gradient);
            foreach ((_, float at, double expected) in Corners.Where(c => c.Layer == layer))
            {
                float actual = gradient[Array.IndexOf(Points, at)];
                Assert.True(Math.Abs(actual - expected) <= 1e-5 * expected, $"{layer} at {at}: expected {expected}, got {actual}");
            }
        }
    }

    [Fact]
    public void NaNStaysNaN()
    {
        Trainable network = Networks.Value["Corners"].Create();
        var output = new float[network.Network.OutputLength];
        network.Forward(Points, output);
        Assert.Equal([], Cornered.Where((_, i) => !float.IsNaN(output[((i + 1) * Points.Length) - 1])));
    }

    // Channels of one block, and rows of a plane.
    [Theory]
    [InlineData("MaxoutTies")]
    [InlineData("MaxoutPlanes")]
    [InlineData("MaxoutSequence")]
    public void OfEqualPiecesTheFirstTakesTheGradient(string name) => Comparison.CheckTies(Networks.Value[name], 2);

    private static string Beside(IEnumerable<string> layers) => string.Join(", ", layers.Select(l => "Branch, " + l)) + ", Concat";

    private static IEnumerable<Declaration> Declarations()
    {
        foreach ((int size, int i) in Sizes.All.Select((size, i) => (size, i)))
        {
            int other = Sizes.All[(i * 4 + 1) % Sizes.All.Length];
            yield return Declaration.Of($"Vector{size}", $"{size}", Formulas[i % 5]);
            yield return Declaration.Of($"Map{size}", $"{size}, 2, {other}", Formulas[(i + 1) % 5]);
            yield return Declaration.Of($"Several{size}", $"{other}, {size}", $"{Formulas[(i + 2) % 5]}, {Formulas[(i + 3) % 5]}, {Formulas[(i + 4) % 5]}");
            yield return Declaration.Of($"SoftmaxVector{size}", $"{size}", "Softmax");
            yield return Declaration.Of($"SoftmaxMap{size}", $"{size}, 2, {other}", "Softmax");
            yield return Declaration.Of($"Dropout{size}", $"{size}, 3, {other}", "Dropout(0.3), ReLU, Dropout, Tanh");
        }

        foreach ((string[] layers, int i) in Others.Chunk(9).Select((layers, i) => (layers, i)))
            yield return Declaration.Of($"Others{i}", new[] { "17", "3, 2, 5", "18, 3", "2, 3, 19" }[i], (i == 0 ? "Dense(5), " : "Conv(2, 1), ") + Beside(layers));
        yield return Declaration.Of("Functions", "2, 2, 5", Beside(Functions.Select(f => $"Activation(\"{f}\")")));
        yield return Declaration.Of("Corners", $"{Points.Length}", Beside(Cornered));
        yield return Declaration.Of("MaxoutTies", "40, 5, 4", "Maxout(4)");
        yield return Declaration.Of("LogSoftmaxVector", "19", "LogSoftmax, Tanh");
        yield return Declaration.Of("LogSoftmaxMap", "5, 2, 3", "LogSoftmax, Conv(17, 1), LogSoftmax");
        yield return Declaration.Of("MaxoutVectors", "11", "Dense(36), Maxout(3), Dense(10), Maxout(2), Maxout(1)");
        yield return Declaration.Of("MaxoutBlocks", "3, 5, 4", "Conv(40, 3), Maxout(4), Conv(34, 1), Maxout(2), Flatten, Dense(2)");
        yield return Declaration.Of("MaxoutPlanes", "6, 3, 19", "Maxout(2), Conv(4, 3, Padding = 1), Maxout(4)");
        yield return Declaration.Of("MaxoutSequence", "9, 37", "Maxout(3), Conv(2, 3, Padding = 1)");
        yield return Declaration.Of("RadialBases", "21", "RadialBasis(5), Dense(16), RadialBasis(17, Width = 3), RadialBasis(1)");
        yield return Declaration.Of("FrozenBases", "3", "Dense(4), RadialBasis(5, Frozen = true), Dense(2)");
        yield return Declaration.Of("SoftmaxBetween", "3, 2, 5", "Conv(17, 1), Softmax, Conv(3, 1), Softmax");
        yield return Declaration.Of("DropoutBetween", "3, 2, 16", "Dropout(0.3), Conv(3, 1), ReLU, Dropout, Conv(17, 1), Dropout, Tanh");
        yield return Declaration.Of("SoftmaxSequence", "5, 17", "Softmax, Conv(3, 3), Softmax");
        yield return Declaration.Of("DropoutVectors", "17", "Dense(33), ReLU, Dropout(0.5), Dense(9), Dropout(0), Dense(3), Dropout(0.9)");
        yield return Declaration.Of("DropoutAlone", "3, 4, 5", "Dropout(0.4)");
        yield return Declaration.Of("DropoutAtTheEnds", "3, 4, 5", "Dropout(0.2), Flatten, Dropout(0.2)");
        yield return Declaration.Of("DropoutBehindSoftmax", "7, 2, 2", "Softmax, Dropout(0.25), Flatten, Dense(2)");
    }
}
