using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unfurl.CompilerServices;

/// <summary>Checks of what callers give, with messages that say what, where, expected and got.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    // Along one axis: offsets are whole numbers of 32 bits.
    private const int MostCells = 1 << 26;

    /// <summary>The samples in a span of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Samples(string network, string name, int length, int perSample)
    {
        if (length == perSample)
            return 1;
        if (length == 0 || length % perSample != 0)
            ThrowSamples(network, name, length, perSample);
        return length / perSample;
    }

    /// <summary>A span must hold so many numbers for each sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(string network, string name, int length, int samples, int perSample)
    {
        if (length != (long)samples * perSample)
            ThrowLength(network, name, length, samples, perSample);
    }

    /// <summary>An open size must be as large as every layer needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OpenSize(string network, string name, int size, int least, string layer)
    {
        if (size < least || size > MostCells)
            ThrowSize(network, name, size, least, layer);
    }

    /// <summary>A size that is not open must be as declared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FixedSize(string network, string name, int size, int expected)
    {
        if (size != expected)
            throw new ArgumentException($"{network}: {name} is {size}, expected {expected}, which the network fixes.", name);
    }

    /// <summary>The exception where a network would need more memory than there can be.</summary>
    public static ArgumentException TooLarge(string network, long cells) =>
        new($"{network}: an input of {cells} cells a channel needs more numbers than one array holds, {Array.MaxLength}.");

    /// <summary>Every label must be a class.</summary>
    public static void Labels(string network, ReadOnlySpan<int> labels, int classes)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"{network}: label {i} is {labels[i]}, expected 0 to {classes - 1}.", nameof(labels));
        }
    }

    /// <summary>Every label must be a class, or the one that is ignored.</summary>
    public static void Labels(string network, ReadOnlySpan<int> labels, int classes, int ignored)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes && labels[i] != ignored)
                throw new ArgumentException($"{network}: label {i} is {labels[i]}, expected 0 to {classes - 1}, or {ignored}, which is ignored.", nameof(labels));
        }
    }

    /// <summary>The samples of the last training pass.</summary>
    public static int Trained(string network, int samples) => samples > 0
        ? samples
        : throw new InvalidOperationException($"{network}: Backward needs a ForwardTraining before it.");

    /// <summary>Batch normalisation needs a variance: more than one value in every channel.</summary>
    public static void BatchStatistics(string network, int samples, int pixels)
    {
        if ((long)samples * pixels < 2)
        {
            throw new ArgumentException(
                $"{network}: a batch norm while training got 1 sample of 1 pixel, a single value per channel, expected at least 2; use a larger batch.", nameof(samples));
        }
    }

    /// <summary>Where frozen layers come first there is no gradient of the input.</summary>
    public static void NoInputGradient(string network, bool wanted)
    {
        if (wanted)
            throw new InvalidOperationException($"{network}: the gradient of the input is not computed, because frozen layers come first; pass an empty span.");
    }

    /// <summary>The samples of the last pass, of which the outputs of layers are asked.</summary>
    public static int Kept(string network, int samples) => samples > 0
        ? samples
        : throw new InvalidOperationException($"{network}: Activation needs a Forward or a training pass before it.");

    /// <summary>The exception where the outputs of a layer are asked that the last pass did not run.</summary>
    public static ArgumentException NoLayer(string network, string layer, ReadOnlySpan<LayerInfo> layers)
    {
        var names = new List<string>();
        foreach (LayerInfo info in layers)
        {
            if (info.Name == layer)
                return new ArgumentException($"{network}: '{layer}' runs while training only, and the last pass was a Forward.", nameof(layer));
            names.Add(info.Name);
        }

        return new ArgumentException($"{network} has no layer '{layer}', expected one of {string.Join(", ", names)}.", nameof(layer));
    }

    /// <summary>The exception of a network without a loss.</summary>
    public static InvalidOperationException NoLoss(string network) =>
        new($"{network} declares no loss: add [Loss(...)] to the class, or use ForwardTraining and Backward.");

    [DoesNotReturn]
    private static void ThrowSize(string network, string name, int size, int least, string layer) => throw new ArgumentException(
        size < least && layer.Length > 0
            ? $"{network}: {name} is {size}, expected at least {least}, which layer {layer} needs."
            : $"{network}: {name} is {size}, expected {least} to {MostCells}.",
        name);

    [DoesNotReturn]
    private static void ThrowSamples(string network, string name, int length, int perSample) => throw new ArgumentException(
        $"{network}: {name} holds {length} numbers, expected a multiple of {perSample}, and at least one sample.", name);

    [DoesNotReturn]
    private static void ThrowLength(string network, string name, int length, int samples, int perSample) => throw new ArgumentException(
        $"{network}: {name} holds {length} numbers, expected {(long)samples * perSample} ({samples} samples of {perSample}).", name);
}
