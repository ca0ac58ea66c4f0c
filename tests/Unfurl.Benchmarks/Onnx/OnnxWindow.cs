using Unfurl.Generator;

namespace Unfurl.Benchmarks;

/// <summary>A sliding window in ONNX's words: a number for each axis a window slides along, none of them left to a default.</summary>
internal static class OnnxWindow
{
    /// <summary>The attributes of a convolution; its kernel follows from the weights.</summary>
    public static (string, object)[] Convolution(Window window, Shape input)
    {
        WindowAxis[] axes = Axes(window, input);
        return [Pads(axes), ("strides", Each(axes, a => a.Stride)), ("dilations", Each(axes, a => a.Dilation))];
    }

    /// <summary>The attributes of pooling.</summary>
    public static (string, object)[] Pool(Window window, Shape input)
    {
        WindowAxis[] axes = Axes(window, input);
        return
        [
            ("kernel_shape", Each(axes, a => a.Kernel)), Pads(axes), ("strides", Each(axes, a => a.Stride)),
            ("ceil_mode", axes.Any(a => a.Ceiling) ? 1L : 0L),
        ];
    }

    /// <summary>How far apart the cells of a window are.</summary>
    public static (string, object) Dilations(Window window, Shape input) => ("dilations", Each(Axes(window, input), a => a.Dilation));

    /// <summary>Whether the one window is the whole map.</summary>
    public static bool IsGlobal(Window window, Shape input) =>
        !window.IsPadded && window.Vertical.Kernel == input.Height && window.Horizontal.Kernel == input.Width;

    private static WindowAxis[] Axes(Window window, Shape input)
    {
        WindowAxis[] axes = input.IsSequence ? [window.Horizontal] : [window.Vertical, window.Horizontal];
        return axes.OfType<AdaptiveAxis>().Any() ? throw new PeerException("ONNX has no windows of uneven sizes") : axes;
    }

    // Every axis' beginning, then every axis' end.
    private static (string, object) Pads(WindowAxis[] axes) => ("pads", (long[])[.. Each(axes, a => a.Before), .. Each(axes, a => a.After)]);

    private static long[] Each(WindowAxis[] axes, Func<WindowAxis, int> number) => [.. axes.Select(a => (long)number(a))];
}
