namespace Unfurl;

/// <summary>A group of layers used as one: derive from it, put the layers on the class, and use the class as a layer.</summary>
/// <remarks>
/// The constructor's parameters stand in for numbers of the layers inside, by name (<c>Conv(nameof(c), 3)</c>), in an expression
/// (<c>Conv("4 * c", 1)</c>) or through <see cref="LayerAttribute.With"/>. Names inside a block are its own: <c>From</c> finds layers of the same block, and
/// from outside they are called <c>inception3a.conv2</c>, which is also how their weights are called in files. Blocks may use blocks, but not themselves.
/// </remarks>
public abstract class BlockAttribute : LayerAttribute
{
    /// <summary>How many of them follow each other, at least 1; default 1. Several are called <c>name.0</c>, <c>name.1</c>, as in PyTorch's Sequential; a name
    /// that ends in a number counts on from there: <c>layer1.1</c>, <c>layer1.2</c>, or <c>denselayer1</c>, <c>denselayer2</c>.</summary>
    public int Repeat { get; set; } = 1;
}
