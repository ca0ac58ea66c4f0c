using Unfurl.Tests.Numerics;

namespace Unfurl.Tests.Training;

/// <summary>What weights start as: spread, orthogonality, repeatability, and that nothing moves where nothing is said.</summary>
public sealed class InitializationTests
{
    private const int Outputs = 120, Inputs = 200;

    private const string Selu = "[Formula(\"where(x > 0, 1.0507009873554805 * x, 1.7580993408473766 * (exp(x) - 1))\")] public sealed class OwnSeluAttribute : ActivationAttribute;\n";
    private const string Leaky = "[Formula(\"max(x, 0.2 * x)\")] public sealed class OwnLeakyAttribute : ActivationAttribute;\n";

    private const string LearnedSelu = "[Formula(\"scale * where(x > 0, x, 1.6732632423543772 * (exp(x) - 1))\"), Learned(\"scale\", 1.0507009873554805)] public sealed class LearnedSeluAttribute : ActivationAttribute;\n";

    private static readonly (string Name, string Layers)[] Cases =
    [
        ("Plain", "Dense(120), ReLU"),
        ("KaimingReLU", "Dense(120, Init = Init.KaimingNormal), ReLU"),
        ("KaimingUniform", "Dense(120, Init = Init.KaimingUniform), ReLU"),
        ("KaimingOut", "Dense(120, Init = Init.KaimingNormal, InitFan = Fan.Out), BatchNorm, Dropout(0.2), ReLU"),
        ("KaimingTanh", "Dense(120, Init = Init.KaimingNormal), Tanh"),
        ("KaimingLeaky", "Dense(120, Init = Init.KaimingNormal), OwnLeaky"),
        ("KaimingPReLU", "Dense(120, Init = Init.KaimingNormal), BatchNorm, PReLU(0.5), ReLU"),
        ("KaimingLinear", "Dense(120, Init = Init.KaimingNormal), Softmax"),
        ("KaimingGain", "Dense(120, Init = Init.KaimingNormal, InitGain = 3), ReLU"),
        ("KaimingSelu", "Dense(120, Init = Init.KaimingNormal), OwnSelu"),
        ("XavierNormal", "Dense(120, Init = Init.XavierNormal), Tanh"),
        ("XavierUniform", "Dense(120, Init = Init.XavierUniform, InitGain = 2)"),
        ("LeCunUniform", "Dense(120, Init = Init.LeCunUniform), Tanh"),
        ("Selu", "Dense(120), OwnSelu"),
        ("LearnedSelu", "Dense(120), LearnedSelu"),
        ("Wide", "Dense(120, Init = Init.Orthogonal)"),
        ("Tall", "Dense(250, Init = Init.Orthogonal, InitGain = 2)"),
        ("Constant", "Dense(120, Init = Init.Constant, InitValue = 0.25)"),
        ("Zeros", "Dense(120), BatchNorm(Init = Init.Zeros)"),
    ];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(
        Cases.Select(c => Declaration.Of(c.Name, "200", c.Layers))
            .Append(Declaration.Of("Kernels", "40, 3, 3", "Conv(60, 3, Groups = 2, Init = Init.KaimingNormal, InitFan = Fan.Out), ReLU"))
            .Append(Declaration.Of("Residual", "40, 3, 3", "Branch, Conv(40, 3, Padding = 1, Init = Init.KaimingNormal), BatchNorm, Branch, Add, ReLU"))
            .Append(new Declaration("Extras", Selu + Leaky + LearnedSelu + "[Network(2)] [OwnSelu] public partial class Extras;\n"))));

    // Deviations of 24 000 numbers are within 3 % of what they should be: the fourth moment of either distribution makes it 6 times their own deviation.
    [Theory]
    [InlineData("Plain", 1 / (double)Inputs / 3)]
    [InlineData("KaimingReLU", 2.0 / Inputs)]
    [InlineData("KaimingUniform", 2.0 / Inputs)]
    [InlineData("KaimingOut", 2.0 / Outputs)]
    [InlineData("KaimingTanh", 25.0 / 9 / Inputs)]
    [InlineData("KaimingLeaky", 2 / 1.04 / Inputs)]
    [InlineData("KaimingPReLU", 2 / 1.25 / Inputs)]
    [InlineData("KaimingLinear", 1.0 / Inputs)]
    [InlineData("KaimingGain", 9.0 / Inputs)]
    [InlineData("KaimingSelu", 9.0 / 16 / Inputs)]
    [InlineData("XavierNormal", 2.0 / (Inputs + Outputs))]
    [InlineData("XavierUniform", 8.0 / (Inputs + Outputs))]
    [InlineData("LeCunUniform", 1.0 / Inputs)]
    [InlineData("Selu", 1.0 / Inputs)]
    [InlineData("LearnedSelu", 1.0 / Inputs)]
    public void VariancesAreWhatTheFormulasSay(string name, double variance)
    {
        float[] weights = Fresh(name, 1, "dense1.weight");
        double mean = weights.Average(w => (double)w), deviation = Math.Sqrt(variance);
        Assert.InRange(mean, -6 * deviation / Math.Sqrt(weights.Length), 6 * deviation / Math.Sqrt(weights.Length));
        Assert.InRange(Math.Sqrt(weights.Average(w => (double)w * w)), 0.97 * deviation, 1.03 * deviation);
        bool uniform = name is "Plain" or "KaimingUniform" or "XavierUniform" or "LeCunUniform";
        Assert.Equal(uniform, weights.Max(Math.Abs) <= deviation * Math.Sqrt(3) * 1.0001);
        Assert.Equal(name != "Plain", Fresh(name, 1, "dense1.bias").All(b => b == 0));
    }

    // Of [60, 20, 3, 3] fan out counts 60 outputs, as PyTorch does even with groups.
    [Theory]
    [InlineData("Kernels", 2.0 / (60 * 9))]
    [InlineData("Residual", 2.0 / (40 * 9))]
    public void KernelsCountTheirCells(string name, double variance) =>
        Assert.Equal(1, Math.Sqrt(Fresh(name, 1, "conv1.weight").Average(w => (double)w * w) / variance), 0.04);

    [Theory]
    [InlineData("Wide", 120, 200, 1)]
    [InlineData("Tall", 250, 200, 2)]
    public void OrthogonalMatricesAreOrthogonal(string name, int rows, int columns, double gain)
    {
        float[] weights = Fresh(name, 3, "dense1.weight");
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = i; j < count; j++)
                Assert.Equal(i == j ? gain * gain : 0, Enumerable.Range(0, length).Sum(k => (double)At(i, k) * At(j, k)), 1e-5);
        }

        float At(int vector, int k) => rows <= columns ? weights[(vector * columns) + k] : weights[(k * columns) + vector];
    }

    [Fact]
    public void ConstantsAreConstant()
    {
        Assert.All(Fresh("Constant", 1, "dense1.weight"), w => Assert.Equal(0.25f, w));
        Assert.All(Fresh("Zeros", 1, "batchnorm1.weight"), w => Assert.Equal(0, w));
        Assert.All(Fresh("Zeros", 1, "batchnorm1.running_var"), w => Assert.Equal(1, w));
    }

    [Theory]
    [InlineData("KaimingReLU")]
    [InlineData("Wide")]
    [InlineData("XavierUniform")]
    public void TheSameSeedGivesTheSameWeights(string name)
    {
        Assert.Equal(Fresh(name, 5, "dense1.weight"), Fresh(name, 5, "dense1.weight"));
        Assert.NotEqual(Fresh(name, 5, "dense1.weight"), Fresh(name, 6, "dense1.weight"));
    }

    // PyTorch's default, as it always was: uniform numbers of one generator, tensor by tensor.
    [Fact]
    public void WhereNothingIsSaidNothingMoves()
    {
        var random = new SplitMix64(7);
        NetworkParameters weights = Networks.Value["Plain"].Create(7).Weights;
        foreach (string key in new[] { "dense1.weight", "dense1.bias" })
        {
            foreach (float weight in weights[key].ToArray())
                Assert.Equal(((2 * random.NextSingle()) - 1) * (float)(1 / Math.Sqrt(Inputs)), weight);
        }
    }

    private static float[] Fresh(string name, int seed, string key) => Networks.Value[name].Create(seed).Weights[key].ToArray();
}
