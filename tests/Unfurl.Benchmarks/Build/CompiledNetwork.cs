using Microsoft.CodeAnalysis;

namespace Unfurl.Benchmarks;

/// <summary>A generated network compiled and loaded here: the compiler accepts it, and its table tells its size.</summary>
/// <param name="Parameters">Numbers it learns, without what exists while training only.</param>
/// <param name="WithTraining">Numbers it learns, all of them.</param>
/// <param name="Errors">What the compiler found wrong.</param>
internal sealed record CompiledNetwork(long Parameters, long WithTraining, IReadOnlyList<string> Errors)
{
    /// <summary>Compiles the output of a run.</summary>
    public static CompiledNetwork Of(string type, Compilation output)
    {
        var library = NetworkLibrary.Of(output);
        if (library.Errors.Count > 0)
            return new CompiledNetwork(0, 0, library.Errors);

        long parameters = 0, training = 0;
        foreach (LayerInfo layer in library.Create(type, seed: 1).Info)
        {
            training += layer.Parameters;
            parameters += layer.TrainingOnly ? 0 : layer.Parameters;
        }

        return new CompiledNetwork(parameters, training, []);
    }
}
