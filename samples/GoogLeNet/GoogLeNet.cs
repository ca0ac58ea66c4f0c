using Inceptions;
using Unfurl;

/// <summary>GoogLeNet as published: 22 layers deep, with two heads while training (Szegedy et al. 2014, arXiv 1409.4842).</summary>
[Network(3, 224, 224)]
[Conv(64, 7, Stride = 2, Padding = 3), ReLU, MaxPool(3, Stride = 2, Ceiling = true), LocalResponseNorm(5)]
[Conv(64, 1), ReLU, Conv(192, 3, Padding = 1), ReLU, LocalResponseNorm(5), MaxPool(3, Stride = 2, Ceiling = true)]
[Inception(64, 96, 128, 16, 32, 32, Name = "inception3a")]
[Inception(128, 128, 192, 32, 96, 64, Name = "inception3b"), MaxPool(3, Stride = 2, Ceiling = true)]
[Inception(192, 96, 208, 16, 48, 64, Name = "inception4a")]
[Inception(160, 112, 224, 24, 64, 64, Name = "inception4b")]
[Inception(128, 128, 256, 24, 64, 64, Name = "inception4c")]
[Inception(112, 144, 288, 32, 64, 64, Name = "inception4d")]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception4e"), MaxPool(3, Stride = 2, Ceiling = true)]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception5a")]
[Inception(384, 192, 384, 48, 128, 128, Name = "inception5b")]
[GlobalAveragePool, Flatten, Dropout(0.4), Dense(1000, Name = "fc")]
[AuxiliaryHead(Name = "aux1", From = "inception4a"), AuxiliaryHead(Name = "aux2", From = "inception4d")]
[Output("output", From = "fc"), Loss(Loss.CrossEntropy, From = "fc")]
[Loss(Loss.CrossEntropy, From = "aux1", Weight = 0.3), Loss(Loss.CrossEntropy, From = "aux2", Weight = 0.3)]
public partial class GoogLeNet;
