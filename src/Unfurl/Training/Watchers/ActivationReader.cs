namespace Unfurl;

/// <summary>The outputs of a layer in the last training pass, sample after sample.</summary>
/// <param name="layer">The layer's name, as in <see cref="LayerInfo.Name"/>.</param>
/// <returns>The outputs; empty if there are none.</returns>
internal delegate ReadOnlySpan<float> ActivationReader(string layer);
