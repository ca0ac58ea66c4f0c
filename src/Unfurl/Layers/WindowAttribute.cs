namespace Unfurl;

/// <summary>A layer that slides a window over height and width (or over the length of a sequence).</summary>
/// <remarks>A sequence (C, L) is treated as an image of height 1: only the width members apply to it.</remarks>
public abstract class WindowAttribute : LayerAttribute
{
    private protected WindowAttribute(object kernel) => Kernel = kernel as int? ?? 0;

    /// <summary>Window size on both axes, at least 1; 0 where it follows from a block's parameters.</summary>
    public int Kernel { get; }

    /// <summary>Window height where it differs from <see cref="Kernel"/>.</summary>
    public int KernelHeight { get; set; }

    /// <summary>Window width where it differs from <see cref="Kernel"/>.</summary>
    public int KernelWidth { get; set; }

    /// <summary>Step between windows on both axes, at least 1.</summary>
    public int Stride { get; set; }

    /// <summary>Vertical step where it differs from <see cref="Stride"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>Horizontal step where it differs from <see cref="Stride"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>Cells added on every side, or <see cref="Unfurl.Padding.Same"/>, <see cref="Unfurl.Padding.SameLower"/> or <see cref="Unfurl.Padding.Valid"/>;
    /// default 0.</summary>
    public int Padding { get; set; }

    /// <summary>Cells above where they differ from <see cref="Padding"/>.</summary>
    public int PaddingTop { get; set; }

    /// <summary>Cells to the left where they differ from <see cref="Padding"/>.</summary>
    public int PaddingLeft { get; set; }

    /// <summary>Cells below where they differ from <see cref="Padding"/>.</summary>
    public int PaddingBottom { get; set; }

    /// <summary>Cells to the right where they differ from <see cref="Padding"/>.</summary>
    public int PaddingRight { get; set; }
}
