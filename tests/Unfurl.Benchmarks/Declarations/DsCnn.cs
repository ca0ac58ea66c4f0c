using Unfurl;

/// <summary>DS-CNN for keyword spotting (Zhang et al. 2017, arXiv 1711.07128): 49 frames of 10 cepstral coefficients to 12 words.</summary>
[Network(1, 49, 10)]
[Conv(64, 4, KernelHeight = 10, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Separable(64, Name = "block1", Repeat = 4)]
[GlobalAveragePool, Flatten, Dense(12)]
[Loss(Loss.CrossEntropy)]
public partial class DsCnn;

/// <summary>A 3x3 convolution within each of c channels, then a 1x1 convolution across them.</summary>
[Conv(nameof(c), 3, With = "Groups = c", Padding = Padding.Same, Bias = false, Name = "depthwise"), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 1, Bias = false, Name = "pointwise"), BatchNorm(Name = "bn2"), ReLU]
public sealed class SeparableAttribute(int c) : BlockAttribute;
