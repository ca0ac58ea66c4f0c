using Unfurl;

[Network(1, 28, 28)]
[Conv(6, 5, Padding = Padding.Same), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Flatten, Dense(120), ReLU, Dense(84), ReLU, Dense(10)]
[Loss(Loss.CrossEntropy)]
public partial class LeNet;
