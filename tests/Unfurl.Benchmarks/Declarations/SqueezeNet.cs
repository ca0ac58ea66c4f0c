using Unfurl;

/// <summary>SqueezeNet 1.1 (Iandola et al. 2016, arXiv 1602.07360), weights named as in torchvision.</summary>
[Network(3, 224, 224)]
[Conv(64, 3, Stride = 2, Name = "features.0"), ReLU, MaxPool(3, Stride = 2, Ceiling = true)]
[Fire(16, 64, Name = "features.3", Repeat = 2), MaxPool(3, Stride = 2, Ceiling = true)]
[Fire(32, 128, Name = "features.6", Repeat = 2), MaxPool(3, Stride = 2, Ceiling = true)]
[Fire(48, 192, Name = "features.9", Repeat = 2), Fire(64, 256, Name = "features.11", Repeat = 2)]
[Dropout, Conv(1000, 1, Name = "classifier.1"), ReLU, GlobalAveragePool, Flatten]
[Loss(Loss.CrossEntropy)]
public partial class SqueezeNet;

/// <summary>1x1 down to s channels, then 1x1 and 3x3 side by side, e channels each.</summary>
[Conv(nameof(s), 1, Name = "squeeze"), ReLU]
[Branch, Conv(nameof(e), 1, Name = "expand1x1"), ReLU]
[Branch, Conv(nameof(e), 3, Padding = 1, Name = "expand3x3"), ReLU]
[Concat]
public sealed class FireAttribute(int s, int e) : BlockAttribute;
