using Unfurl;

/// <summary>A 1x1 convolution: a matrix product over the pixels.</summary>
[Network(256, 28, 28, Mode = NetworkMode.Inference)]
[Conv(256, 1)]
public partial class Conv1x1;
