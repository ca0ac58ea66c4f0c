using Unfurl;

namespace Inceptions;

/// <summary>The inception module: four views of the same map, side by side.</summary>
/// <param name="c1">Channels of the 1x1 convolution.</param>
/// <param name="r3">Channels the 3x3 convolution is given.</param>
/// <param name="c3">Channels of the 3x3 convolution.</param>
/// <param name="r5">Channels the 5x5 convolution is given.</param>
/// <param name="c5">Channels of the 5x5 convolution.</param>
/// <param name="p">Channels behind the pooling.</param>
[Branch, Conv(nameof(c1), 1), ReLU]
[Branch, Conv(nameof(r3), 1), ReLU, Conv(nameof(c3), 3, Padding = 1), ReLU]
[Branch, Conv(nameof(r5), 1), ReLU, Conv(nameof(c5), 5, Padding = 2), ReLU]
[Branch, MaxPool(3, Stride = 1, Padding = 1), Conv(nameof(p), 1), ReLU]
[Concat]
public sealed class InceptionAttribute(int c1, int r3, int c3, int r5, int c5, int p) : BlockAttribute;
