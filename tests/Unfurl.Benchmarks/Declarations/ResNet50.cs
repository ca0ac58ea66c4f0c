using Unfurl;

/// <summary>ResNet-50 (He et al. 2015, arXiv 1512.03385) with the stride on the 3x3 convolution, weights named as in torchvision.</summary>
[Network(3, 224, 224)]
[Conv(64, 7, Stride = 2, Padding = 3, Bias = false), BatchNorm(Name = "bn1"), ReLU, MaxPool(3, Stride = 2, Padding = 1)]
[BottleneckDown(64, 1, Name = "layer1.0"), Bottleneck(64, Name = "layer1.1", Repeat = 2)]
[BottleneckDown(128, 2, Name = "layer2.0"), Bottleneck(128, Name = "layer2.1", Repeat = 3)]
[BottleneckDown(256, 2, Name = "layer3.0"), Bottleneck(256, Name = "layer3.1", Repeat = 5)]
[BottleneckDown(512, 2, Name = "layer4.0"), Bottleneck(512, Name = "layer4.1", Repeat = 2)]
[GlobalAveragePool, Flatten, Dense(1000, Name = "fc")]
[Loss(Loss.CrossEntropy)]
public partial class ResNet50;

/// <summary>1x1 down to c channels, 3x3, 1x1 up to 4 c, and what went into them.</summary>
[Branch, Conv(nameof(c), 1, Bias = false), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn2"), ReLU]
[Conv("4 * c", 1, Bias = false), BatchNorm(Name = "bn3")]
[Branch]
[Add, ReLU]
public sealed class BottleneckAttribute(int c) : BlockAttribute;

/// <summary>The same where size or channels change: the other branch is a 1x1 convolution.</summary>
[Branch, Conv(nameof(c), 1, Bias = false), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 3, With = "Stride = s", Padding = 1, Bias = false), BatchNorm(Name = "bn2"), ReLU]
[Conv("4 * c", 1, Bias = false), BatchNorm(Name = "bn3")]
[Branch, Conv("4 * c", 1, With = "Stride = s", Bias = false, Name = "downsample.0"), BatchNorm(Name = "downsample.1")]
[Add, ReLU]
public sealed class BottleneckDownAttribute(int c, int s) : BlockAttribute;
