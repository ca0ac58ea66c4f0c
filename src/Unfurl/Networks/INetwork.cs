namespace Unfurl;

/// <summary>A network as one object: what every generated class can do.</summary>
/// <remarks>A network of several inputs or outputs has calls with a span for each; here all inputs of a sample stand one behind the other, and so do all outputs.
/// An instance belongs to one thread at a time; a second one inside it gets an <see cref="InvalidOperationException"/>.
/// Weights (<see cref="Weights"/>) may be shared by many instances on many threads.</remarks>
public interface INetwork
{
    /// <summary>Name of the network's class.</summary>
    string Name { get; }

    /// <summary>Numbers in one input sample.</summary>
    int InputLength { get; }

    /// <summary>Numbers in one output.</summary>
    int OutputLength { get; }

    /// <summary>Shape of one input sample: (C, H, W), (C, L) or (F).</summary>
    ReadOnlySpan<int> InputShape { get; }

    /// <summary>Shape of one output.</summary>
    ReadOnlySpan<int> OutputShape { get; }

    /// <summary>The layers in order, with shapes, parameters, multiply-adds and workspace offsets.</summary>
    ReadOnlySpan<LayerInfo> Info { get; }

    /// <summary>The weights this instance reads.</summary>
    NetworkParameters Weights { get; }

    /// <summary>Threads that <see cref="Forward"/> may use, the caller's included; 1 unless set. The results are the same bits for every number.</summary>
    /// <remarks>The others are background threads that all networks of the process share. A call waits for none of them to come: what they do not take, it
    /// does itself. More threads than cores gain nothing. Training passes use the caller's alone.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 64.</exception>
    /// <exception cref="InvalidOperationException">A call is running.</exception>
    int Threads { get; set; }

    /// <summary>Answers n = input.Length / InputLength samples. The spans may overlap.</summary>
    /// <exception cref="ArgumentException">The input is empty or no whole number of samples, or the output is not n * OutputLength.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Whether <see cref="Activation"/> can be asked: the network is declared with <see cref="NetworkAttribute.KeepActivations"/>.</summary>
    bool KeepsActivations => false;

    /// <summary>What a layer made in the last pass, whether <see cref="Forward"/> or a training pass: n samples one behind the other, each in (C, H, W) order. Valid until the
    /// next pass.</summary>
    /// <param name="layer">The layer's name, as in <see cref="Info"/>.</param>
    /// <exception cref="InvalidOperationException">The network keeps none: it is declared without <see cref="NetworkAttribute.KeepActivations"/>; or there was no pass yet.</exception>
    /// <exception cref="ArgumentException">There is no such layer in that pass.</exception>
    ReadOnlySpan<float> Activation(string layer) =>
        throw new InvalidOperationException($"{Name} does not keep what its layers make; declare [Network(..., KeepActivations = true)].");

    /// <summary>Makes room for batches of <paramref name="samples"/>, so that later calls allocate nothing.</summary>
    void Reserve(int samples);
}
