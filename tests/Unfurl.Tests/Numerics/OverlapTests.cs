namespace Unfurl.Tests.Numerics;

/// <summary>Spans of Forward may overlap: outputs may be written over inputs.</summary>
public sealed class OverlapTests
{
    private const int Samples = 3;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of([.. Single(), .. Double()]));

    private delegate void ForwardToTwo(ReadOnlySpan<float> input, Span<float> first, Span<float> second);

    private delegate void ForwardTwoToTwo(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> first, Span<float> second);

    public static TheoryData<string> Names => [.. Single().Select(d => d.Name)];

    public static TheoryData<string> NamesOfTwo => [.. Double().Where(d => d.Name != "Exchange").Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputMayStartWithTheInput(string name) => CheckSingle(name, shift: 0);

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputMayStartInTheInput(string name) => CheckSingle(name, shift: 5);

    [Theory]
    [MemberData(nameof(NamesOfTwo))]
    public void BothOutputsMayLieOverTheInput(string name)
    {
        Trainable network = Networks.Value[name].Create();
        int length = Samples * network.Network.InputLength, one = Samples * Networks.Value[name].Graph.Outputs.First().Value.Shape.Length;
        int two = (Samples * network.Network.OutputLength) - one;
        float[] input = Numbers.Draw(new Random(1), length), first = new float[one], second = new float[two];
        network.Own<ForwardToTwo>("Forward")(input, first, second);

        var shared = new float[Math.Max(length, one + two)];
        input.CopyTo(shared, 0);
        network.Own<ForwardToTwo>("Forward")(shared.AsSpan(0, length), shared.AsSpan(0, one), shared.AsSpan(one, two));
        Assert.Equal(first, shared[..one]);
        Assert.Equal(second, shared[one..(one + two)]);
    }

    [Fact]
    public void InputsMayChangePlaces()
    {
        float[] a = Numbers.Draw(new Random(1), Samples * 7), b = Numbers.Draw(new Random(2), Samples * 7);
        float[] left = [.. a], right = [.. b];
        Networks.Value["Exchange"].Create().Own<ForwardTwoToTwo>("Forward")(left, right, right, left);
        Assert.Equal(a, right);
        Assert.Equal(b, left);
    }

    private static void CheckSingle(string name, int shift)
    {
        INetwork network = Networks.Value[name].Create().Network;
        float[] input = Numbers.Draw(new Random(1), Samples * network.InputLength), output = new float[Samples * network.OutputLength];
        network.Forward(input, output);

        var shared = new float[Math.Max(input.Length, shift + output.Length)];
        input.CopyTo(shared, 0);
        network.Forward(shared.AsSpan(0, input.Length), shared.AsSpan(shift, output.Length));
        Assert.Equal(output, shared[shift..(shift + output.Length)]);
    }

    private static IEnumerable<Declaration> Single()
    {
        yield return Declaration.Of("DenseFirst", "20", "Dense(33), ReLU, Dense(20)");
        yield return Declaration.Of("ConvPlanar", "3, 5, 16", "Conv(3, 3, Padding = 1)");
        yield return Declaration.Of("ConvBlocked", "16, 4, 3", "Conv(16, 3, Padding = 1)");
        yield return Declaration.Of("FlattenOnly", "3, 4, 5", "Flatten");
        yield return Declaration.Of("ReLUOnly", "3, 4, 5", "ReLU");
        yield return Declaration.Of("Judged", "2, 3, 4", "Conv(5, 3, Padding = 1)", "CrossEntropy");
        yield return Declaration.Of("JudgedFlatten", "2, 3", "Flatten", "MeanSquaredError");
    }

    private static IEnumerable<Declaration> Double()
    {
        yield return new Declaration("TwoOutputs", """
            [Network(3, 4, 5), Conv(4, 3, Name = "x"), ReLU, Conv(5, 2, Name = "y")]
            [Output("early", From = "x"), Output("late")]
            public partial class TwoOutputs;
            """);
        yield return new Declaration("InputBehindItsScores", """
            [Network(3, 4, 5), Flatten(Name = "flat"), Dense(7)]
            [Output("scores"), Output("same", From = "flat")]
            public partial class InputBehindItsScores;
            """);
        yield return new Declaration("JudgedInputBehindItsScores", """
            [Network(3, 4, 5), Flatten(Name = "flat"), Dense(7)]
            [Output("scores"), Output("same", From = "flat")]
            [Loss(Loss.CrossEntropy)]
            public partial class JudgedInputBehindItsScores;
            """);
        yield return new Declaration("Exchange", """
            [Network]
            [Input("a", 7), Input("b", 7)]
            [Dense(3)]
            [Output("first", From = "a"), Output("second", From = "b")]
            public partial class Exchange;
            """);
    }
}
