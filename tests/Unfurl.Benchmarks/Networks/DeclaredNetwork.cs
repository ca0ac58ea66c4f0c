using Microsoft.CodeAnalysis;
using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary>A declaration made into a network of this process that answers and does not learn, and the graph it was made from.</summary>
/// <param name="Name">The class.</param>
/// <param name="Graph">What it computes, as declared: before any pass.</param>
/// <param name="Library">The class, compiled.</param>
internal sealed record DeclaredNetwork(string Name, Graph Graph, NetworkLibrary Library)
{
    private const int Seed = 1;

    /// <summary>Generates, compiles and loads it.</summary>
    /// <exception cref="BuildException">The declaration or what is made of it has errors.</exception>
    public static DeclaredNetwork Of(Declaration declaration) => Of(declaration, static output => output);

    /// <summary>The same with something done to the generated text before it is compiled.</summary>
    /// <exception cref="BuildException">The declaration or what is made of it has errors.</exception>
    public static DeclaredNetwork Of(Declaration declaration, Func<Compilation, Compilation> change)
    {
        GeneratorRun run = GeneratorRun.Of(declaration.ForInference());
        // A loss is part of the declaration; that it is not computed here is meant.
        ThrowIfAny(declaration, [.. run.Problems.Where(p => !p.Contains(Descriptors.LossWithoutTraining.Id, StringComparison.Ordinal))]);
        var library = NetworkLibrary.Of(change(run.Output));
        ThrowIfAny(declaration, library.Errors);
        return new DeclaredNetwork(declaration.Name, NetworkChecker.Check(run.Spec!).Graph!, library);
    }

    /// <summary>An instance with weights that keep values comparable, the same every time.</summary>
    public INetwork Create()
    {
        INetwork network = Library.Create(Name, Seed);
        ComparableWeights.Draw(network.Weights, Seed);
        return network;
    }

    private static void ThrowIfAny(Declaration declaration, IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
            throw new BuildException($"{declaration.Name} does not build:\n{string.Join("\n", errors.Take(10))}");
    }
}
