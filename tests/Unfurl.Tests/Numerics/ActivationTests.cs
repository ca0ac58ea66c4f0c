namespace Unfurl.Tests.Numerics;

/// <summary>Activations, softmax and dropout at all sizes, on maps and vectors.</summary>
public sealed class ActivationTests
{
    // Three of the library's, and two as a user writes them.
    private static readonly string[] Formulas = ["ReLU", "Sigmoid", "Tanh", "SiLU", "Bent"];

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    public static TheoryData<string> Names => [.. Declarations().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(Networks.Value[name], 1, 5, 2);

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

        yield return Declaration.Of("SoftmaxBetween", "3, 2, 5", "Conv(17, 1), Softmax, Conv(3, 1), Softmax");
        yield return Declaration.Of("DropoutBetween", "3, 2, 16", "Dropout(0.3), Conv(3, 1), ReLU, Dropout, Conv(17, 1), Dropout, Tanh");
        yield return Declaration.Of("SoftmaxSequence", "5, 17", "Softmax, Conv(3, 3), Softmax");
        yield return Declaration.Of("DropoutVectors", "17", "Dense(33), ReLU, Dropout(0.5), Dense(9), Dropout(0), Dense(3), Dropout(0.9)");
        yield return Declaration.Of("DropoutAlone", "3, 4, 5", "Dropout(0.4)");
        yield return Declaration.Of("DropoutAtTheEnds", "3, 4, 5", "Dropout(0.2), Flatten, Dropout(0.2)");
        yield return Declaration.Of("DropoutBehindSoftmax", "7, 2, 2", "Softmax, Dropout(0.25), Flatten, Dense(2)");
    }
}
