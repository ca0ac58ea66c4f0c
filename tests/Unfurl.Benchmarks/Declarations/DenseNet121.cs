using Unfurl;

/// <summary>DenseNet-121 (Huang et al. 2016, arXiv 1608.06993), weights named as in torchvision.</summary>
[Network(3, 224, 224)]
[Conv(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "features.conv0"), BatchNorm(Name = "features.norm0"), ReLU]
[MaxPool(3, Stride = 2, Padding = 1)]
[DenseBlock(6, Name = "features.denseblock1"), Transition(128, Name = "features.transition1")]
[DenseBlock(12, Name = "features.denseblock2"), Transition(256, Name = "features.transition2")]
[DenseBlock(24, Name = "features.denseblock3"), Transition(512, Name = "features.transition3")]
[DenseBlock(16, Name = "features.denseblock4"), BatchNorm(Name = "features.norm5"), ReLU]
[GlobalAveragePool, Flatten, Dense(1000, Name = "classifier")]
[Loss(Loss.CrossEntropy)]
public partial class DenseNet121;

/// <summary>Layers each of which reads what all before it wrote.</summary>
[DenseLayer(Name = "denselayer1", With = "Repeat = layers")]
public sealed class DenseBlockAttribute(int layers) : BlockAttribute;

/// <summary>32 channels more.</summary>
[Branch]
[Branch, BatchNorm(Name = "norm1"), ReLU, Conv(128, 1, Bias = false)]
[BatchNorm(Name = "norm2"), ReLU, Conv(32, 3, Padding = 1, Bias = false)]
[Concat]
public sealed class DenseLayerAttribute : BlockAttribute;

/// <summary>To c channels at half the size.</summary>
[BatchNorm(Name = "norm"), ReLU, Conv(nameof(c), 1, Bias = false, Name = "conv"), AveragePool(2)]
public sealed class TransitionAttribute(int c) : BlockAttribute;
