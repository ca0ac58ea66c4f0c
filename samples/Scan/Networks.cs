using Unfurl;

/// <summary>Names the digit on a patch of 28 x 28 pixels. No padding: then a patch is seen as it is seen inside a larger image.</summary>
[Network(1, 28, 28)]
[Conv(8, 5), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Flatten, Dense(64), ReLU, Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class PatchClassifier;

/// <summary>The same layers over an image of any size. A Dense behind a Flatten is a convolution as large as the map it reads, and has the same weights in the same order;
/// the one behind it is a convolution of one cell. Each output is the answer to the patch it saw; the two poolings put patches 4 pixels apart.</summary>
[Network(1, Extent.Any, Extent.Any)]
[Conv(8, 5), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Conv(64, 4, Key = "dense1"), ReLU, Conv(10, 1, Key = "dense2")]
public partial class Scanner;
