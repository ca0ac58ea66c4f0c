namespace Unfurl;

/// <summary>Values for <c>Padding</c> beside a plain number of cells on every side.</summary>
public static class Padding
{
    /// <summary>No padding: only whole windows. Output size floor((n - k) / s) + 1.</summary>
    public const int Valid = 0;

    /// <summary>Output size ceil(n / s) at every stride (ONNX SAME_UPPER, TensorFlow SAME): the odd cell goes to the end.</summary>
    public const int Same = -1;

    /// <summary>Output size ceil(n / s) at every stride (ONNX SAME_LOWER): the odd cell goes to the beginning.</summary>
    public const int SameLower = -2;
}
