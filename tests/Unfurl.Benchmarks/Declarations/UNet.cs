using Unfurl;

/// <summary>A small U-Net, which says of each pixel what it is (Ronneberger et al. 2015, arXiv 1505.04597).</summary>
[Network(3, 128, 128)]
[DoubleConv(16, Name = "down1"), MaxPool(2)]
[DoubleConv(32, Name = "down2"), MaxPool(2)]
[DoubleConv(64, Name = "down3"), MaxPool(2)]
[DoubleConv(128, Name = "bottom")]
[ConvTranspose(64, 2, Stride = 2, Name = "wider3"), Concat(From = "down3, wider3"), DoubleConv(64, Name = "up3")]
[ConvTranspose(32, 2, Stride = 2, Name = "wider2"), Concat(From = "down2, wider2"), DoubleConv(32, Name = "up2")]
[ConvTranspose(16, 2, Stride = 2, Name = "wider1"), Concat(From = "down1, wider1"), DoubleConv(16, Name = "up1")]
[Conv(2, 1, Name = "head")]
[Loss(Loss.CrossEntropy)]
public partial class UNet;

/// <summary>Two 3x3 convolutions.</summary>
[Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn1"), ReLU]
[Conv(nameof(c), 3, Padding = 1, Bias = false), BatchNorm(Name = "bn2"), ReLU]
public sealed class DoubleConvAttribute(int c) : BlockAttribute;
