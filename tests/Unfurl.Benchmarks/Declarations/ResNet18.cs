using Unfurl;

/// <summary>ResNet-18 (He et al. 2015, arXiv 1512.03385), weights named as in torchvision.</summary>
[Network(3, 224, 224)]
[Conv(64, 7, Stride = 2, Padding = 3, Bias = false), BatchNorm(Name = "bn1"), ReLU, MaxPool(3, Stride = 2, Padding = 1)]
[BasicBlock(64, Name = "layer1.0", Repeat = 2)]
[BasicBlockDown(128, Name = "layer2.0"), BasicBlock(128, Name = "layer2.1")]
[BasicBlockDown(256, Name = "layer3.0"), BasicBlock(256, Name = "layer3.1")]
[BasicBlockDown(512, Name = "layer4.0"), BasicBlock(512, Name = "layer4.1")]
[GlobalAveragePool, Flatten, Dense(1000, Name = "fc")]
[Loss(Loss.CrossEntropy)]
public partial class ResNet18;

/// <summary>Two 3x3 convolutions and what went into them.</summary>
[Branch, Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn2")]
[Branch]
[Add, ReLU]
public sealed class BasicBlockAttribute(int c) : BlockAttribute;

/// <summary>The same to half the size: the other branch is a 1x1 convolution.</summary>
[Branch, Conv(nameof(c), 3, Stride = 2, Padding = 1, Bias = false), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn2")]
[Branch, Conv(nameof(c), 1, Stride = 2, Bias = false, Name = "downsample.0"), BatchNorm(Name = "downsample.1")]
[Add, ReLU]
public sealed class BasicBlockDownAttribute(int c) : BlockAttribute;
