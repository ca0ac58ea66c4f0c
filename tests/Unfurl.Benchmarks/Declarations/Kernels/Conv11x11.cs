using Unfurl;

/// <summary>A convolution with a large kernel, which goes by products of spectra: directly it takes 121 multiply-adds for each output and pair of channels.</summary>
[Network(64, 56, 56, Mode = NetworkMode.Inference)]
[Conv(64, 11, Padding = 5)]
public partial class Conv11x11;
