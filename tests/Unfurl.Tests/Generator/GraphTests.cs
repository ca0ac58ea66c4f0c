using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Verifier and printer.</summary>
public sealed class GraphTests
{
    private static readonly Operation Twice = new Elementwise(new Variable("x") + new Variable("x"), EquatableArray.Of("x"));
    private static readonly Value Input = new(0, "input", Shape.Of(4), ValueRole.Input);

    [Fact]
    public void ValueReadBeforeItIsMadeIsCaught()
    {
        Value later = Make(1, "later"), early = Make(2, "early");
        AssertCaught("before it is made", Run(later, early), Run(Input, later));
    }

    [Fact]
    public void WrongShapeIsCaught() =>
        AssertCaught("makes 4", Run(Input, new Value(1, "wide", Shape.Of(5), ValueRole.Activation)));

    [Fact]
    public void ValueMadeTwiceIsCaught()
    {
        Value y = Make(1, "y");
        AssertCaught("is made twice", Run(Input, y), Run(Input, y));
    }

    [Fact]
    public void OneNameForTwoValuesIsCaught() => AssertCaught("two values are called y", Run(Input, Make(1, "y")), Run(Input, Make(2, "y")));

    [Fact]
    public void SectionsOutOfOrderAreCaught() => AssertCaught(
        "behind a later section", Run(Input, Make(1, "a")) with { Section = Section.Backward }, Run(Input, Make(2, "b")));

    [Fact]
    public void ResultNobodyMakesIsCaught()
    {
        var graph = new Graph([], EquatableArray.Of(Input), [], EquatableArray.Of(new GraphResult(ResultKind.Output, Section.Forward, Make(1, "y"))));
        Assert.Contains("never made", Assert.Throws<InvalidGraphException>(() => Verifier.Verify(graph, "test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrintsOneNodeALine()
    {
        NetworkSpec spec = GeneratorRun.Of("[Network(4)] [Dense(3), ReLU, Dense(2)] [Loss(Loss.CrossEntropy)] public partial class Tiny;").Spec("Tiny");
        Graph graph = NetworkChecker.Check(spec).Graph!;
        Assert.Equal(Expected + "\n", Printer.Print(graph));
    }

    private const string Expected = """
        input %0 input[4]
        labels %8 labels[1]
        parameter %1 dense1.weight[3x4]
        parameter %2 dense1.bias[3]
        parameter %5 dense2.weight[2x3]
        parameter %6 dense2.bias[2]
        forward:
          %3 dense1[3] = dense to 3(%0, %1, %2)
          %4 relu1[3] = apply[max(x, 0)](%3)
          %7 dense2[2] = dense to 2(%4, %5, %6)
        loss:
          %9 loss0[1] = cross entropy(%7, %8)
        Output %7
        Loss %9
        """;

    private static Value Make(int id, string name) => new(id, name, Shape.Of(4), ValueRole.Activation);

    private static Node Run(Value input, Value output) => new(Twice, EquatableArray.Of(input), output, Section.Forward, 0);

    private static void AssertCaught(string what, params Node[] nodes)
    {
        var graph = new Graph(new EquatableArray<Node>(nodes), EquatableArray.Of(Input), default, default);
        InvalidGraphException caught = Assert.Throws<InvalidGraphException>(() => Verifier.Verify(graph, "test"));
        Assert.Contains(what, caught.Message, StringComparison.Ordinal);
    }
}
