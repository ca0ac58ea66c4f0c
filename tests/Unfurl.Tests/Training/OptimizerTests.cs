using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Training;

public sealed class OptimizerTests
{
    public static TheoryData<string> Kinds => ["plain", "decay", "momentum", "dampened", "nesterov", "adam", "adam decay", "adamw",
        "rmsprop", "rmsprop momentum", "rmsprop centered", "adagrad", "adadelta", "adamax"];

    // The formulas in the order of the summaries, one element at a time: lengths around the vector widths must not matter.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryElementIsComputedAloneAndBitForBit(string kind)
    {
        foreach (int length in (int[])[0, 1, 7, 8, 9, 15, 16, 17, 33, 1000])
        {
            Optimizer together = Create(kind);
            Optimizer again = Create(kind);
            Optimizer[] alone = [.. Enumerable.Range(0, length).Select(_ => Create(kind))];
            float[] values = Random(length, 1);
            float[] repeated = [.. values];
            float[] single = [.. values];
            for (int step = 0; step < 5; step++)
            {
                float[] gradients = Random(length, 100 + (ulong)step);
                together.Step(values, gradients);
                again.Step(repeated, gradients);
                for (int i = 0; i < length; i++)
                    alone[i].Step(single.AsSpan(i, 1), gradients.AsSpan(i, 1));
            }

            Assert.Equal(Bits(values), Bits(repeated));
            Assert.Equal(Bits(values), Bits(single));
        }
    }

    [Fact]
    public void AdamEqualsItsFormula()
    {
        var adam = new Adam(0.01f, weightDecay: 0.1f);
        float[] value = [0.5f];
        double p = 0.5, m = 0, v = 0;
        for (int step = 1; step <= 100; step++)
        {
            float gradient = MathF.Sin(step);
            adam.Step(value, [gradient]);
            double g = gradient + 0.1 * p;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            p -= 0.01 / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(0.999, step)) + 1e-8);
        }

        Assert.Equal(p, value[0], 2e-6);
    }

    [Theory]
    [InlineData(0f, 0f, 0f)]
    [InlineData(0.05f, 0.1f, 0.25f)]
    public void AdagradEqualsItsFormula(float rateDecay, float weightDecay, float initialSum)
    {
        var adagrad = new Adagrad(0.1f, rateDecay, weightDecay, initialSum);
        float[] value = [0.5f];
        double p = 0.5, sum = initialSum;
        for (int step = 1; step <= 100; step++)
        {
            float gradient = MathF.Sin(step);
            adagrad.Step(value, [gradient]);
            double g = gradient + OptimizerArguments.AsWritten(weightDecay) * p;
            sum += g * g;
            p -= 0.1 / (1 + (step - 1) * OptimizerArguments.AsWritten(rateDecay)) * g / (Math.Sqrt(sum) + 1e-10);
            Assert.Equal(p, value[0], 1e-6);
        }
    }

    // The variance of equal gradients is 0, and rounding takes it below.
    [Fact]
    public void CenteredRmsPropStaysFiniteWithConstantGradients()
    {
        var optimizer = new RmsProp(1e-3f, alpha: 0.5f, epsilon: 1e-3f, centered: true);
        float[] values = new float[64];
        float[] gradients = [.. Enumerable.Range(0, 64).Select(i => 0.1f * (i + 1))];
        for (int step = 0; step < 100; step++)
            optimizer.Step(values, gradients);
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void StepsAfterTheFirstDoNotAllocate(string kind)
    {
        Optimizer optimizer = Create(kind);
        float[] values = Random(1003, 1);
        float[] gradients = Random(1003, 2);
        optimizer.Step(values, gradients);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                optimizer.Step(values, gradients);
        }));
    }

    [Fact]
    public void TheLearningRateMayChange()
    {
        var sgd = new Sgd(1) { LearningRate = 0.25f };
        float[] values = [1, 2];
        sgd.Step(values, [4, -4]);
        Assert.Equal([0f, 3f], values);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LengthsMustAgree(string kind)
    {
        Optimizer optimizer = Create(kind);
        string message = Assert.Throws<ArgumentException>(() => optimizer.Step(new float[3], new float[2])).Message;
        Assert.Contains("3 values but 2 gradients", message);
        optimizer.Step(new float[3], new float[3]);
        message = Assert.Throws<ArgumentException>(() => optimizer.Step(new float[4], new float[4])).Message;
        Assert.Contains("for 3 values, this one is for 4", message);
    }

    [Fact]
    public void BadNumbersAreRefusedWithTheExpectedRange()
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(-1)).Message;
        Assert.Contains("learningRate must be finite and 0 or more, but it is -1", message);
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd(1, momentum: -0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("dampening", () => new Sgd(1, dampening: float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new Sgd(1, weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adam(beta2: -0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new Adam(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => new RmsProp(alpha: -1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new RmsProp(momentum: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("initialSum", () => new Adagrad(initialSum: -1));
        Assert.Throws<ArgumentOutOfRangeException>("learningRateDecay", () => new Adagrad(learningRateDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("rho", () => new Adadelta(rho: 1.5f));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adamax(beta2: 1));
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd(1, nesterov: true));
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd(1, momentum: 0.9f, dampening: 0.1f, nesterov: true));
    }

    private static Optimizer Create(string kind) => kind switch
    {
        "plain" => new Sgd(0.1f),
        "decay" => new Sgd(0.1f, weightDecay: 0.01f),
        "momentum" => new Sgd(0.1f, momentum: 0.9f),
        "dampened" => new Sgd(0.1f, momentum: 0.9f, dampening: 0.3f),
        "nesterov" => new Sgd(0.1f, momentum: 0.9f, weightDecay: 0.01f, nesterov: true),
        "adam" => new Adam(),
        "adamw" => new AdamW(weightDecay: 0.1f),
        "rmsprop" => new RmsProp(weightDecay: 0.01f),
        "rmsprop momentum" => new RmsProp(momentum: 0.9f),
        "rmsprop centered" => new RmsProp(momentum: 0.5f, centered: true),
        "adagrad" => new Adagrad(0.1f, learningRateDecay: 0.1f, weightDecay: 0.01f, initialSum: 0.5f),
        "adadelta" => new Adadelta(weightDecay: 0.01f),
        "adamax" => new Adamax(weightDecay: 0.01f),
        _ => new Adam(weightDecay: 0.01f),
    };

    private static float[] Random(int length, ulong seed)
    {
        var random = new SplitMix64(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = 2 * random.NextSingle() - 1;
        return values;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
