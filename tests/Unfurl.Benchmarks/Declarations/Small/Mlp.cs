using Unfurl;

/// <summary>So small that the cost of a call is all there is.</summary>
[Network(16)]
[Dense(32), ReLU, Dense(16), ReLU, Dense(4)]
public partial class Mlp;
