namespace Unfurl;

/// <summary>Makes a partial class a network: the generator writes its forward and backward code.</summary>
/// <remarks>The numbers are the shape of one sample; the batch is never declared. Height, width or length may be <see cref="Extent.Any"/>: then each call says what
/// they are.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>No input size here: each input has an <see cref="InputAttribute"/> of its own.</summary>
    public NetworkAttribute()
    {
    }

    /// <summary>A sample is a vector of <paramref name="features"/> numbers, shape (F).</summary>
    public NetworkAttribute(int features) => Features = features;

    /// <summary>A sample is a sequence, shape (C, L).</summary>
    public NetworkAttribute(int channels, int length) => (Channels, Length) = (channels, length);

    /// <summary>A sample is a feature map or image, shape (C, H, W).</summary>
    public NetworkAttribute(int channels, int height, int width) => (Channels, Height, Width) = (channels, height, width);

    /// <summary>Features of a vector sample, or 0.</summary>
    public int Features { get; }

    /// <summary>Channels of a sequence or image, or 0.</summary>
    public int Channels { get; }

    /// <summary>Length of a sequence, or 0.</summary>
    public int Length { get; }

    /// <summary>Height of an image in pixels, or 0.</summary>
    public int Height { get; }

    /// <summary>Width of an image in pixels, or 0.</summary>
    public int Width { get; }

    /// <summary>What the backward pass computes again instead of keeping; <see cref="Unfurl.Checkpoint.None"/> unless told.</summary>
    public Checkpoint Checkpoint { get; set; }

    /// <summary>Whether <c>Activation("conv2")</c> can be asked what a layer made in the last pass; false unless told. Then every layer's output is made and copied, nothing
    /// is fused, and memory for all of it is held: for debugging and for watching training, not for speed.</summary>
    public bool KeepActivations { get; set; }

    /// <summary>Whether speed or one summation order comes first; <see cref="Unfurl.Numerics.Fast"/> unless told.</summary>
    public Numerics Numerics { get; set; }

    /// <summary>Megabytes that weights in layouts for speed may take beyond one copy of them, at least 0; 400 unless told. Winograd's transform of a 3x3 convolution takes four
    /// times the weights, the spectra of a larger one 256 or 1024 numbers for each pair of channels; layers that no longer fit are convolved directly.</summary>
    public int PackedWeights { get; set; } = 400;

    /// <summary>Whether gradient code is written; <see cref="NetworkMode.Training"/> unless told.</summary>
    public NetworkMode Mode { get; set; }
}
