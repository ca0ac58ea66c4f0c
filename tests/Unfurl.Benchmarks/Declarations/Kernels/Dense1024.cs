using Unfurl;

/// <summary>A square matrix product, if the batch is large.</summary>
[Network(1024, Mode = NetworkMode.Inference)]
[Dense(1024)]
public partial class Dense1024;
