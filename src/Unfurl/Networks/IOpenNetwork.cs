namespace Unfurl;

/// <summary>A network whose input has sizes that are left open (<see cref="Extent.Any"/>): each call says what they are.</summary>
/// <remarks>An instance belongs to one thread at a time; a second one inside it gets an <see cref="InvalidOperationException"/>. Its memory grows to what the largest
/// sizes so far took, and nothing else is allocated. Weights (<see cref="Weights"/>) may be shared by many instances on many threads. A sequence has the height 1, and its
/// length is the width.</remarks>
public interface IOpenNetwork
{
    /// <summary>Name of the network's class.</summary>
    string Name { get; }

    /// <summary>Shape of one input sample, (C, H, W) or (C, L); <see cref="Extent.Any"/> where it is open.</summary>
    ReadOnlySpan<int> InputShape { get; }

    /// <summary>The least height of an input that every layer can work on.</summary>
    int LeastHeight { get; }

    /// <summary>The least width of an input that every layer can work on.</summary>
    int LeastWidth { get; }

    /// <summary>The layers in order, with shapes as formulas of H and W, or of L.</summary>
    ReadOnlySpan<LayerInfo> Info { get; }

    /// <summary>The weights this instance reads.</summary>
    NetworkParameters Weights { get; }

    /// <inheritdoc cref="INetwork.Threads"/>
    int Threads { get; set; }

    /// <summary>Numbers in one output, where the input has those sizes.</summary>
    /// <exception cref="ArgumentException">Some layer cannot work at those sizes.</exception>
    int OutputLength(int height, int width);

    /// <summary>Shape of one output, where the input has those sizes: a new array.</summary>
    /// <exception cref="ArgumentException">Some layer cannot work at those sizes.</exception>
    int[] OutputShape(int height, int width);

    /// <summary>Answers n samples of those sizes, n = input.Length / (channels * height * width). The spans may overlap.</summary>
    /// <exception cref="ArgumentException">Some layer cannot work at those sizes, the input is empty or no whole number of samples, or the output does not hold n answers.</exception>
    void Forward(ReadOnlySpan<float> input, int height, int width, Span<float> output);

    /// <summary>Makes room for batches of <paramref name="samples"/> of those sizes, so that later calls of no larger ones allocate nothing.</summary>
    /// <exception cref="ArgumentException">Some layer cannot work at those sizes.</exception>
    void Reserve(int samples, int height, int width);
}

/// <summary>A network of open sizes as a type: what generic code can ask of it without reflection.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface IOpenNetwork<TSelf> : IOpenNetwork
    where TSelf : IOpenNetwork<TSelf>
{
    /// <summary>A new instance with fresh weights; the same seed gives the same weights.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>A new instance that reads <paramref name="weights"/>, which stay shared.</summary>
    static abstract TSelf Create(NetworkParameters weights);
}
