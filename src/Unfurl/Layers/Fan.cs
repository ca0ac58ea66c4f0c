namespace Unfurl;

/// <summary>Which side of a weight <see cref="Init.KaimingNormal"/> and <see cref="Init.KaimingUniform"/> count.</summary>
public enum Fan
{
    /// <summary>What each output is summed from: values keep their size on the way forward.</summary>
    In,

    /// <summary>What each input is spread to: gradients keep their size on the way back.</summary>
    Out,
}
