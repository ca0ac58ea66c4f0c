namespace Unfurl.Tests.Numerics;

/// <summary>Branches and joins: where a concat falls on whole blocks of channels and where it does not, values read several times, joined with themselves, spread over maps.</summary>
public sealed class BranchTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations().Append(Auxiliary)));

    public static TheoryData<string> Names => [.. Declarations().Append(Auxiliary).Select(d => d.Name)];

    // The classifier halfway exists for training alone.
    private static Declaration Auxiliary => Of("Auxiliary", "3, 6, 6", """
        Conv(8, 3, Padding = 1), ReLU(Name = "stem"), MaxPool(2), Flatten, Dense(5, Name = "head"),
        Conv(4, 1, From = "stem"), GlobalAveragePool, Flatten, Dense(5)
        """, """Loss(Loss.CrossEntropy, From = "head", Weight = 0.3), Loss(Loss.CrossEntropy)""");

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 4, 2);

    [Fact]
    public void LossOfWhatOnlyTrainingNeedsIsNotEvaluated()
    {
        Trainable network = Networks.Value["Auxiliary"].Create();
        float[] input = Numbers.Draw(new Random(1), network.Network.InputLength), output = new float[5];
        int[] labels = [1, 1];
        network.Forward(input, output);
        double loss = Math.Log(output.Sum(x => Math.Exp(x))) - output[1];
        float before = network.EvaluateLoss(input, labels.AsSpan(0, network.LabelsPerSample), []);
        Numbers.AssertClose([loss], [before], "loss as used");
        network.Weights.Edit("head.weight").Fill(3);
        Assert.Equal(before, network.EvaluateLoss(input, labels.AsSpan(0, network.LabelsPerSample), []));
        Assert.NotEqual(before, network.AccumulateGradients(input, labels.AsSpan(0, network.LabelsPerSample), []));
        Assert.Contains(network.Network.Info.ToArray(), l => l is { Name: "head", TrainingOnly: true });
    }

    private static Declaration Of(string name, string input, string layers, string? losses = null) =>
        new(name, $"[Network({input})]\n[{layers}]\n{(losses is null ? "" : $"[{losses}]\n")}public partial class {name};\n");

    private static IEnumerable<Declaration> Declarations() => Concats().Concat(Joins()).Concat(Readers());

    private static IEnumerable<Declaration> Concats()
    {
        // On blocks of 16, off them, and both; narrow maps lie in blocks of channels, wide ones in planes.
        foreach ((string kind, int[] channels) in new[] { ("Aligned", new[] { 16, 32, 16 }), ("Unaligned", [5, 17, 3, 1]), ("HalfAligned", [16, 5, 16, 32]), ("Ones", [1, 1, 1]) })
        {
            foreach (int width in new[] { 5, 16, 19 })
                yield return Of($"{kind}{width}", $"3, 3, {width}", $"{string.Join(", ", channels.Select((c, i) => $"Branch, Conv({c}, {(i % 2 * 2) + 1}, Padding = Padding.Same), {(i % 2 == 0 ? "ReLU" : "Tanh")}"))}, Concat, Conv(4, 1)");
            yield return Of($"{kind}AtTheEnd", "3, 3, 4", $"{string.Join(", ", channels.Select(c => $"Branch, Conv({c}, 1)"))}, Concat");
            yield return Of($"{kind}Vectors", "7", $"{string.Join(", ", channels.Select(c => $"Branch, Dense({c})"))}, Concat, ReLU, Dense(3)", "Loss(Loss.CrossEntropy)");
        }

        yield return Of("VectorsAtTheEnd", "7", "Branch, Dense(3), Branch, Dense(16), ReLU, Branch, Concat");
        yield return Of("Sequences", "3, 17", "Branch, Conv(5, 3, Padding = 1), Branch, Conv(16, 1), ReLU, Branch, MaxPool(3, Stride = 1, Padding = 1), Concat, Conv(4, 3)", "Loss(Loss.MeanSquaredError)");
        yield return Of("InputItself", "3, 4, 5", "Branch, Conv(16, 3, Padding = 1), Branch, Concat, Conv(3, 1)");
        yield return Of("InputFirst", "16, 4, 5", "Branch, Branch, Conv(4, 3, Padding = 1), ReLU, Concat, ReLU");
        yield return Of("InputTwice", "3, 4, 5", "Branch, Branch, Concat");
        yield return Of("InputTwiceVector", "5", "Branch, Branch, Branch, Concat, Dense(4)");
        yield return Of("SameTwice", "3, 4, 5", """Conv(16, 3, Name = "a"), Concat(From = "a, a"), Conv(5, 1), ReLU(Name = "b"), Concat(From = "b, a, b"), Tanh""");
        yield return Of("Nested", "3, 5, 6", """
            Branch, Conv(16, 1, Name = "a"), Branch, Conv(4, 3, Padding = 1, Name = "b"), Concat(Name = "ab"), Conv(16, 1, Name = "c"), Concat(From = "ab, c, a"), ReLU, Conv(5, 1)
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("NestedAligned", "3, 5, 6", """
            Branch, Conv(16, 1, Name = "a"), Branch, Conv(32, 3, Padding = 1), Concat(Name = "ab"), Conv(16, 3, Padding = 1, Name = "c"), ReLU, Concat(From = "ab"), Conv(16, 1), Concat(From = "ab"), GlobalAveragePool
            """);
        yield return Of("Inception", "24, 7, 7", """
            Branch, Conv(8, 1), ReLU, Branch, Conv(12, 1), ReLU, Conv(16, 3, Padding = 1), ReLU, Branch, Conv(2, 1), ReLU, Conv(4, 5, Padding = 2), ReLU,
            Branch, MaxPool(3, Stride = 1, Padding = 1), Conv(4, 1), ReLU, Concat, MaxPool(2), Conv(5, 1)
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("Reduction", "5, 9, 8", "Branch, Conv(16, 1), ReLU, Conv(16, 3, Stride = 2, Padding = 1), Branch, MaxPool(3, Stride = 2, Padding = 1), Concat, ReLU");
        yield return Of("Dense3", "3, 6, 6", """
            Conv(16, 3, Padding = 1, Name = "a"), BatchNorm, ReLU, Conv(12, 3, Padding = 1, Name = "b"), Concat(From = "a, b", Name = "ab"), BatchNorm, ReLU, Conv(12, 3, Padding = 1, Name = "c"), Concat(From = "ab, c"), BatchNorm, ReLU, GlobalAveragePool
            """);
        yield return Of("Flattened", "3, 4, 4", "Branch, Conv(5, 1), Flatten, Branch, Conv(2, 3), ReLU, Flatten, Concat, Dense(4)");
        yield return Of("Dropped", "3, 4, 4", "Branch, Dropout(0.3), Branch, Conv(16, 1), Dropout(0.2), Branch, Softmax, Concat, Dropout(0.4)");
        yield return Of("BehindPools", "17, 6, 6", "Branch, MaxPool(2), Branch, AveragePool(2), Branch, Conv(16, 2, Stride = 2), Branch, Conv(16, 3, Padding = 1), MaxPool(2), Concat");
        yield return Of("PaddedReader", "3, 5, 6", "Branch, Conv(16, 1), ReLU, Branch, Conv(16, 1), Concat, Conv(16, 3, Padding = 1), ReLU, Conv(3, 3, Padding = 2)");
        yield return Of("PaddedReaders", "3, 5, 17", "Branch, Conv(3, 3, Padding = 1), Branch, Conv(2, 1), Concat, Branch, Conv(4, 3, Padding = 1), Branch, Conv(3, 5, Padding = 2), Branch, Concat");
        yield return Of("GroupsAndTransposes", "4, 4, 4", "Branch, Conv(16, 3, Padding = 1, Groups = 4), ConvTranspose(16, 2, Stride = 2), Branch, ConvTranspose(4, 2, Stride = 2, Groups = 4), ReLU, Concat, LocalResponseNorm(5, Alpha = 0.5)");
    }

    private static IEnumerable<Declaration> Joins()
    {
        foreach (string join in new[] { "Add", "Multiply" })
        {
            yield return Of($"{join}Two", "3, 4, 5", $"Branch, Conv(5, 3, Padding = 1), Branch, Conv(5, 1), {join}, ReLU");
            yield return Of($"{join}Three", "3, 4, 16", $"Branch, Conv(5, 3, Padding = 1), Tanh, Branch, Conv(5, 1), Branch, Conv(5, 1), {join}, Conv(2, 1)", "Loss(Loss.MeanSquaredError)");
            yield return Of($"{join}Four", "9", $"Branch, Dense(5), Branch, Dense(5), Branch, Dense(5), ReLU, Branch, Dense(5), {join}, Dense(3)", "Loss(Loss.CrossEntropy)");
            yield return Of($"{join}Input", "5, 4, 5", $"Branch, Conv(5, 3, Padding = 1), Sigmoid, Branch, {join}, Tanh, Branch, Conv(5, 3, Padding = 1), Branch, {join}, Conv(2, 1)");
            yield return Of($"{join}Itself", "3, 4, 5", $"""Conv(17, 1, Name = "a"), {join}(From = "a, a", Name = "twice"), {join}(From = "a, a, a"), {join}(From = "twice"), Conv(2, 3)""");
            yield return Of($"{join}TwiceOfThree", "6", $"""Dense(4, Name = "a"), Tanh, Dense(4, Name = "b"), {join}(From = "a, b, a"), {join}(From = "a"), Dense(2)""");
            yield return Of($"{join}InputItself", "3, 4, 5", $"Branch, Branch, {join}");
            yield return Of($"{join}InputVector", "5", $"Branch, Branch, Branch, {join}, Dense(3)");
            yield return Of($"{join}Sequences", "4, 17", $"Branch, Conv(4, 3, Padding = 1), Branch, {join}, ReLU");
            yield return Of($"{join}SpreadMap", "5, 4, 6", $"Branch, GlobalAveragePool, Conv(5, 1), Sigmoid, Branch, {join}, Conv(3, 1)");
            yield return Of($"{join}SpreadPlanes", "3, 4, 16", $"Conv(3, 3, Padding = 1), Branch, Branch, GlobalAveragePool, Conv(3, 1), Tanh, {join}, Conv(4, 3, Padding = 1)");
            yield return Of($"{join}SpreadVector", "17, 4, 6", $"Branch, Conv(17, 1), Branch, GlobalAveragePool, Flatten, Dense(4), ReLU, Dense(17), Sigmoid, {join}");
            yield return Of($"{join}SpreadSequence", "5, 9", $"Branch, Conv(5, 3, Padding = 1), ReLU, Branch, GlobalAveragePool, Branch, Conv(5, 9), Flatten, {join}, Conv(2, 3)", "Loss(Loss.CrossEntropy)");
            yield return Of($"{join}SpreadTwice", "5, 4, 6", $"""GlobalAveragePool, Conv(5, 1, Name = "gate"), Conv(5, 1, Name = "a", From = "input"), {join}(From = "gate, a, gate"), ReLU, {join}(From = "gate")""");
            yield return Of($"{join}SpreadOnePixel", "5, 1, 1", $"Conv(5, 1), Branch, Flatten, Dense(5), Branch, {join}, Conv(3, 1)");
        }

        yield return Of("ResNet", "3, 8, 9", """
            Conv(5, 3, Padding = 1), ReLU, Branch, Conv(5, 3, Padding = 1), BatchNorm, ReLU, Conv(5, 3, Padding = 1), BatchNorm, Branch, Add, ReLU,
            Branch, Conv(16, 3, Stride = 2, Padding = 1), Branch, Conv(16, 1, Stride = 2), BatchNorm, Add, ReLU, GlobalAveragePool, Flatten, Dense(4)
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("SqueezeExcite", "8, 5, 5", """
            Conv(24, 3, Padding = 1, Groups = 8), BatchNorm, SiLU(Name = "x"), GlobalAveragePool, Conv(6, 1), ReLU, Conv(24, 1), Sigmoid, Multiply(From = "x"), Conv(8, 1), BatchNorm, Add(From = "input")
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("SumOfConcats", "3, 4, 5", """
            Conv(8, 1, Name = "a"), ReLU, Conv(8, 1, Name = "b"), Concat(From = "a, b", Name = "ab"), Concat(From = "b, a"), Add(From = "ab"), Multiply(From = "ab"), Conv(2, 1)
            """);
    }

    private static IEnumerable<Declaration> Readers()
    {
        yield return Of("ManyReaders", "3, 6, 6", """
            Conv(16, 3, Padding = 1, Name = "x"), Conv(7, 1, Stride = 3, Name = "y"), Flatten(From = "x"), Dense(28, Name = "z"), Flatten(From = "y"), Add(From = "z")
            """);
        yield return Of("FourReaders", "3, 6, 6", """
            Conv(16, 3, Padding = 1, Name = "x"), Branch, ReLU, Branch, MaxPool(3, Stride = 1, Padding = 1), Branch, AveragePool(3, Stride = 1, Padding = 1), Branch, Conv(16, 5, Padding = 2), Sigmoid, Add, Conv(3, 1)
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("InPlaceTwice", "3, 6, 6", """
            Conv(16, 1, Name = "x"), ReLU(Name = "r"), Tanh, Add(From = "r"), Sigmoid, Multiply(From = "x"), Multiply(From = "r"), SiLU
            """);
        yield return Of("InputReadTwice", "4", """
            Dense(4), ReLU, Add(From = "input"), Dense(4), Multiply(From = "input"), Dense(2)
            """, "Loss(Loss.CrossEntropy)");
        yield return Of("FlattenedAndNot", "4, 3, 3", """
            Conv(5, 1, Name = "x"), Flatten, Dense(5), Sigmoid, Multiply(From = "x"), Flatten, Dense(3)
            """);
        yield return Of("PassThrough", "3, 4, 4", "Branch, Dropout(0.5), Branch, Add, ReLU");
    }
}
