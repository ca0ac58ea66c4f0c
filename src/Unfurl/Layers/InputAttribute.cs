namespace Unfurl;

/// <summary>An input of a network that has several: its name and the shape of one sample. <c>Forward</c> takes their spans in declared order.</summary>
/// <remarks>The first layer reads the first input unless it says <c>From</c>. Sizes on <see cref="NetworkAttribute"/> declare a first input called
/// <c>input</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A vector of <paramref name="features"/> numbers, shape (F).</summary>
    public InputAttribute(string name, int features) => (Name, Features) = (name, features);

    /// <summary>A sequence, shape (C, L).</summary>
    public InputAttribute(string name, int channels, int length) => (Name, Channels, Length) = (name, channels, length);

    /// <summary>A feature map or image, shape (C, H, W).</summary>
    public InputAttribute(string name, int channels, int height, int width) => (Name, Channels, Height, Width) = (name, channels, height, width);

    /// <summary>What <c>From</c> calls it, and the name of the span.</summary>
    public string Name { get; }

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
}
