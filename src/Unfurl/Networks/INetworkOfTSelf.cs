namespace Unfurl;

/// <summary>A network as a type: what generic code can ask of it without reflection.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface INetwork<TSelf> : INetwork
    where TSelf : INetwork<TSelf>
{
    /// <summary>A new instance with fresh weights; the same seed gives the same weights.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>A new instance that reads <paramref name="weights"/>, which stay shared.</summary>
    static abstract TSelf Create(NetworkParameters weights);
}
