using Unfurl;

/// <summary>A 3x3 convolution of the size that residual and VGG networks spend their time in.</summary>
[Network(64, 56, 56, Mode = NetworkMode.Inference)]
[Conv(64, 3, Padding = 1)]
public partial class Conv3x3;
