namespace Unfurl.Generator;

/// <summary>A layer of weights and bias that a batch norm beside it can become part of; inputs x, w and perhaps b.</summary>
internal interface IFoldable
{
    /// <summary>The axis of the weights that is the output's channel.</summary>
    int OutputAxis { get; }

    /// <summary>Whether the layer reads its bias.</summary>
    bool Bias { get; }

    /// <summary>Whether every output reads all the input's numbers it could: then a shift of the input is a shift of the bias. Padding stays zero, shift or not.</summary>
    bool CanFoldInFront { get; }

    /// <summary>The same layer with a bias; null if something stands behind its sum already.</summary>
    Operation? WithBias();
}
