using Unfurl;

/// <summary>MobileNet v1, width 1 (Howard et al. 2017, arXiv 1704.04861).</summary>
[Network(3, 224, 224)]
[Conv(32, 3, Stride = 2, Padding = 1, Bias = false, Name = "features.0.conv"), BatchNorm(Name = "features.0.bn"), ReLU]
[Separable(32, 64, 1, Name = "features.1")]
[Separable(64, 128, 2, Name = "features.2"), Separable(128, 128, 1, Name = "features.3")]
[Separable(128, 256, 2, Name = "features.4"), Separable(256, 256, 1, Name = "features.5")]
[Separable(256, 512, 2, Name = "features.6"), Separable(512, 512, 1, Name = "features.7", Repeat = 5)]
[Separable(512, 1024, 2, Name = "features.12"), Separable(1024, 1024, 1, Name = "features.13")]
[GlobalAveragePool, Flatten, Dense(1000, Name = "classifier")]
[Loss(Loss.CrossEntropy)]
public partial class MobileNet;

/// <summary>A 3x3 convolution within each of c channels, then a 1x1 convolution across them to n.</summary>
[Conv(nameof(c), 3, With = "Groups = c, Stride = s", Padding = 1, Bias = false, Name = "depthwise"), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(n), 1, Bias = false, Name = "pointwise"), BatchNorm(Name = "bn2"), ReLU]
public sealed class SeparableAttribute(int c, int n, int s) : BlockAttribute;
