using Unfurl;

/// <summary>The same summed directly, as strict numerics ask: what the kernel itself makes of the machine.</summary>
[Network(64, 56, 56, Mode = NetworkMode.Inference, Numerics = Numerics.Strict)]
[Conv(64, 3, Padding = 1)]
public partial class Direct3x3;
