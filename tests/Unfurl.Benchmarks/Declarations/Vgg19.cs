using Unfurl;

/// <summary>VGG-19 (Simonyan and Zisserman 2014, arXiv 1409.1556), weights named as in torchvision.</summary>
[Network(3, 224, 224)]
[Conv(64, 3, Padding = 1, Name = "features.0"), ReLU, Conv(64, 3, Padding = 1, Name = "features.2"), ReLU, MaxPool(2)]
[Conv(128, 3, Padding = 1, Name = "features.5"), ReLU, Conv(128, 3, Padding = 1, Name = "features.7"), ReLU, MaxPool(2)]
[Conv(256, 3, Padding = 1, Name = "features.10"), ReLU, Conv(256, 3, Padding = 1, Name = "features.12"), ReLU]
[Conv(256, 3, Padding = 1, Name = "features.14"), ReLU, Conv(256, 3, Padding = 1, Name = "features.16"), ReLU, MaxPool(2)]
[Conv(512, 3, Padding = 1, Name = "features.19"), ReLU, Conv(512, 3, Padding = 1, Name = "features.21"), ReLU]
[Conv(512, 3, Padding = 1, Name = "features.23"), ReLU, Conv(512, 3, Padding = 1, Name = "features.25"), ReLU, MaxPool(2)]
[Conv(512, 3, Padding = 1, Name = "features.28"), ReLU, Conv(512, 3, Padding = 1, Name = "features.30"), ReLU]
[Conv(512, 3, Padding = 1, Name = "features.32"), ReLU, Conv(512, 3, Padding = 1, Name = "features.34"), ReLU, MaxPool(2)]
[Flatten, Dense(4096, Name = "classifier.0"), ReLU, Dropout, Dense(4096, Name = "classifier.3"), ReLU, Dropout]
[Dense(1000, Name = "classifier.6")]
[Loss(Loss.CrossEntropy)]
public partial class Vgg19;
