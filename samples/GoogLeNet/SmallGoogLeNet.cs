using Inceptions;
using Unfurl;

/// <summary>The same module for images of 28x28 in ten classes. Normalised after each module, it learns within minutes.</summary>
[Network(1, 28, 28)]
[Conv(32, 3, Padding = 1, Bias = false), MaxPool(2), BatchNorm, ReLU]
[Inception(16, 16, 32, 16, 16, 16, Name = "inception1"), MaxPool(2), BatchNorm]
[Inception(32, 32, 48, 16, 16, 32, Name = "inception2"), BatchNorm]
[Inception(48, 32, 64, 16, 16, 48, Name = "inception3"), BatchNorm]
[GlobalAveragePool, Flatten, Dropout(0.2), Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class SmallGoogLeNet;
