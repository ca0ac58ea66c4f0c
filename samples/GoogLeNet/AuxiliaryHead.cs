using Unfurl;

namespace Inceptions;

/// <summary>A classifier on a map halfway: while training it brings gradients to the early layers.</summary>
[AveragePool(5, Stride = 3), Conv(128, 1, Name = "conv"), ReLU]
[Flatten, Dense(1024, Name = "fc1"), ReLU, Dropout(0.7), Dense(1000, Name = "fc2")]
public sealed class AuxiliaryHeadAttribute : BlockAttribute;
