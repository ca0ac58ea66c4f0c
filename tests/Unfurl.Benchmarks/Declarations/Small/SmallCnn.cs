using Unfurl;

/// <summary>The usual small digit classifier: 3x3 convolutions wide enough for full vectors, then a dense layer heavy in weights.</summary>
[Network(1, 28, 28)]
[Conv(32, 3, Padding = Padding.Same), ReLU, MaxPool(2)]
[Conv(64, 3, Padding = Padding.Same), ReLU, MaxPool(2)]
[Flatten, Dense(128), ReLU, Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class SmallCnn;
