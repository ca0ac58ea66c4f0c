namespace Unfurl.Tests.Numerics;

/// <summary>Networks of several inputs and outputs: with a span for each, and through the interfaces with one for all.</summary>
public sealed class SeveralInputsTests
{
    private const int Samples = 3;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    private delegate void Forward(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> mask, Span<float> score);

    private delegate float Loss(ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 4, 2);

    [Fact]
    public void SpansOfTheirOwnSayTheSame()
    {
        CompiledNetwork compiled = Networks.Value["Twins"];
        Trainable network = compiled.Create();
        int[] inputs = [3 * 8 * 8, 20], outputs = [2 * 8 * 8, 4];
        float[] input = Numbers.Draw(new Random(1), Samples * 212), output = new float[Samples * 132], slope = Numbers.Draw(new Random(2), output.Length), gradient = new float[input.Length];
        float[] left = Joint.Take(input, Samples, inputs, 0), right = Joint.Take(input, Samples, inputs, 1), mask = new float[Samples * 128], score = new float[Samples * 4];
        float[] dLeft = new float[left.Length], dRight = new float[right.Length];
        void AssertAnswers()
        {
            Assert.Equal(Joint.Take(output, Samples, outputs, 0), mask);
            Assert.Equal(Joint.Take(output, Samples, outputs, 1), score);
        }

        network.Forward(input, output);
        network.Own<Forward>("Forward")(left, right, mask, score);
        AssertAnswers();
        network.ForwardTraining(input, output);
        network.Backward(slope, gradient);
        float[] gradients = network.Gradients.ToArray();
        network.ZeroGradients();
        network.TrainingPass = 0;
        network.Own<Forward>("ForwardTraining")(left, right, mask, score);
        network.Own<Forward>("Backward")(Joint.Take(slope, Samples, outputs, 0), Joint.Take(slope, Samples, outputs, 1), dLeft, dRight);
        AssertAnswers();
        Assert.Equal(gradients, network.Gradients.ToArray());
        Assert.Equal(Joint.Take(gradient, Samples, inputs, 0), dLeft);
        Assert.Equal(Joint.Take(gradient, Samples, inputs, 1), dRight);

        int[] labels = new int[Samples * network.LabelsPerSample];
        float[] targets = Numbers.Draw(new Random(3), Samples * network.TargetsPerSample);
        Assert.Equal(network.EvaluateLoss(input, labels, targets), network.Own<Loss>("EvaluateLoss")(left, right, labels, targets));
        network.TrainingPass = 5;
        float loss = network.AccumulateGradients(input, labels, targets);
        network.TrainingPass = 5;
        Assert.Equal(loss, network.Own<Loss>("AccumulateGradients")(left, right, labels, targets));
    }

    [Fact]
    public void GradientsOfSomeInputsMayBeWanted()
    {
        Trainable network = Networks.Value["Twins"].Create();
        float[] left = Numbers.Draw(new Random(1), 192), right = Numbers.Draw(new Random(2), 20), mask = new float[128], score = new float[4];
        float[] dMask = Numbers.Draw(new Random(3), 128), dScore = Numbers.Draw(new Random(4), 4);
        (float[] Left, float[] Right, float[] Gradients) both = Run(192, 20), first = Run(192, 0), second = Run(0, 20), none = Run(0, 0);
        Assert.Equal(both.Left, first.Left);
        Assert.Equal(both.Right, second.Right);
        Assert.All([first, second, none], r => Assert.Equal(both.Gradients, r.Gradients));

        (float[] Left, float[] Right, float[] Gradients) Run(int wantedLeft, int wantedRight)
        {
            float[] dLeft = new float[wantedLeft], dRight = new float[wantedRight];
            network.TrainingPass = 0;
            network.ZeroGradients();
            network.Own<Forward>("ForwardTraining")(left, right, mask, score);
            network.Own<Forward>("Backward")(dMask, dScore, dLeft, dRight);
            return (dLeft, dRight, network.Gradients.ToArray());
        }
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        Forward forward = Networks.Value["Twins"].Create().Own<Forward>("Forward");
        Assert.Throws<ArgumentException>(() => forward(new float[384], new float[20], new float[256], new float[8]));
        Assert.Throws<ArgumentException>(() => forward(new float[384], new float[40], new float[256], new float[4]));
        Assert.Throws<ArgumentException>(() => forward([], [], [], []));
        forward(new float[384], new float[40], new float[256], new float[8]);
    }

    private static IEnumerable<Declaration> Declarations()
    {
        yield return new Declaration("Twins", """
            [Network]
            [Input("left", 3, 8, 8), Input("right", 20)]
            [Conv(8, 3, Padding = 1, From = "left"), BatchNorm, ReLU(Name = "features"), Dense(8, From = "right"), Tanh, Multiply(From = "features"), Dropout(0.2, Name = "joined")]
            [Conv(2, 1, Name = "segments"), GlobalAveragePool(From = "joined"), Flatten, Dense(4, Name = "classes")]
            [Output("mask", From = "segments"), Output("score")]
            [Loss(Loss.CrossEntropy, From = "classes"), Loss(Loss.MeanSquaredError, From = "segments", Weight = 0.5)]
            public partial class Twins;
            """);
        yield return new Declaration("Shared", """
            [Network(5, 4, 6), Input("other", 5, 4, 6), Conv(5, 3, Padding = 1), Add(From = "other"), ReLU(Name = "sum"), Conv(3, 1)]
            [Output("a"), Output("b", From = "sum"), Output("c")]
            public partial class Shared;
            """);
        yield return new Declaration("InputsAsOutputs", """
            [Network]
            [Input("a", 7), Input("b", 7)]
            [Dense(7), Add(From = "b")]
            [Output("first", From = "a"), Output("sum"), Output("second", From = "b")]
            public partial class InputsAsOutputs;
            """);
        yield return new Declaration("OneOutputOfTwo", """
            [Network(4, 5), Input("second", 5, 5), Concat(From = "input, second"), Conv(16, 3), ReLU, Conv(2, 1)]
            [Loss(Loss.CrossEntropy)]
            public partial class OneOutputOfTwo;
            """);
        yield return new Declaration("TwoOutputsOfOne", """
            [Network(3, 4, 16), Conv(4, 3, Padding = 1, Name = "x"), ReLU, Conv(5, 3, Name = "y")]
            [Output("early", From = "x"), Output("late")]
            [Loss(Loss.MeanSquaredError)]
            public partial class TwoOutputsOfOne;
            """);
        yield return new Declaration("Chain", """
            [Network(6), Dense(5, Name = "a"), Tanh(Name = "b"), Dense(4, Name = "c"), Softmax]
            [Output("hidden", From = "b"), Output("logits", From = "c"), Output("scores")]
            [Loss(Loss.CrossEntropy)]
            public partial class Chain;
            """);
        yield return new Declaration("BroadcastsToPlanes", """
            [Network]
            [Input("map", 3, 3, 16), Input("gate", 3, 1, 1), Input("bias", 3), Input("other", 3, 5, 18)]
            [Multiply(From = "map, gate"), Add(From = "bias"), Conv(3, 3, From = "other"), Add(From = "add1, gate, conv1"), Conv(3, 1)]
            public partial class BroadcastsToPlanes;
            """);
        yield return new Declaration("Broadcasts", """
            [Network]
            [Input("map", 17, 3, 4), Input("gate", 17, 1, 1), Input("bias", 17)]
            [Multiply(From = "map, gate"), Add(From = "bias"), Add(From = "gate"), Conv(3, 1)]
            public partial class Broadcasts;
            """);
    }
}
