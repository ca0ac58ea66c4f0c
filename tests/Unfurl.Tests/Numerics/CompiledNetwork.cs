using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>A generated class, and the graph it was generated from.</summary>
internal sealed class CompiledNetwork(Type type, NetworkSpec spec)
{
    public Type Type { get; } = type;

    public string Name => Type.Name;

    public NetworkSpec Spec { get; } = spec;

    /// <summary>The forward graph, before any pass.</summary>
    public Graph Graph { get; } = NetworkChecker.Check(spec).Graph!;

    /// <summary>A new instance that can learn.</summary>
    public Trainable Create(int seed = 1) => Adapter("Create").Invoke(seed);

    /// <summary>A new instance on weights that exist.</summary>
    public Trainable Share(NetworkParameters weights) => Adapter("Share").Invoke(weights);

    public override string ToString() => Name;

    private Func<object, Trainable> Adapter(string method) => argument =>
        (Trainable)typeof(Trainable<>).MakeGenericType(Type).GetMethod(method)!.Invoke(null, [argument])!;
}
