namespace Unfurl.Generator;

/// <summary>Reads kernel, stride, dilation and padding of a layer and holds them against the input's size.</summary>
internal sealed class WindowReader(LayerContext layer, Value input, Func<int, int> defaultStride, bool dilates, double channels)
{
    // Planar rows and blocks are rounded up, and gradients may need as much again.
    private const long MostCells = 1L << 26;

    private static readonly string[] VerticalNames = ["KernelHeight", "StrideHeight", "DilationHeight", "OutputPaddingHeight", "PaddingTop", "PaddingBottom", "ScaleHeight"];
    private static readonly string[] Sides = ["PaddingTop", "PaddingLeft", "PaddingBottom", "PaddingRight"];

    public Window? Read()
    {
        bool sequence = input.Shape.IsSequence;
        SamePadding? same = SamePadding.Of(layer);
        if (IsContradictory(layer, input, same))
            return null;

        WindowAxis? vertical = sequence ? WindowAxis.One : Axis("Height", "PaddingTop", "PaddingBottom", same, input.Shape.Height);
        WindowAxis? horizontal = Axis("Width", "PaddingLeft", "PaddingRight", same, input.Shape.Width);
        if (vertical is null || horizontal is null || !Fits(vertical, "height", input.Shape.Height) || !Fits(horizontal, sequence ? "length" : "width", input.Shape.Width))
            return null;
        return IsSmall(vertical, horizontal) ? new Window(vertical, horizontal) : null;
    }

    /// <summary>Whether something is said of the height of a sequence, which is reported.</summary>
    public static bool IsOfNoHeight(LayerContext layer, Value input)
    {
        if (!input.Shape.IsSequence || VerticalNames.FirstOrDefault(layer.Has) is not { } name)
            return false;
        layer.Report(Descriptors.HeightOfSequence.Id, layer.Title, name, layer.TitleOf(input), input.Shape.ToString());
        return true;
    }

    /// <summary>Whether arguments exclude each other, which is reported.</summary>
    public static bool IsContradictory(LayerContext layer, Value input, SamePadding? same)
    {
        if (IsOfNoHeight(layer, input))
            return true;
        if (same is null || Sides.FirstOrDefault(layer.Has) is not { } side)
            return false;
        layer.Report(Descriptors.PaddingGivenTwice.Id, layer.Title, same.Name, side);
        return true;
    }

    private WindowAxis? Axis(string axis, string before, string after, SamePadding? same, Extent size)
    {
        if (Either("Kernel" + axis, "kernel", 0) is not { } kernel
            || Either("Stride" + axis, "Stride", defaultStride(kernel)) is not { } stride)
            return null;
        int? dilation = dilates ? Either("Dilation" + axis, "Dilation", 1) : 1;
        if (dilation is null)
            return null;
        var window = new WindowAxis(kernel, stride, dilation.Value, 0, 0, layer.Flag("Ceiling", false));
        if (same is not null && size.IsOpen)
            return SpansFew(window) ? SameOfOpen(window, same) : null;
        if (same is not null)
            return SpansFew(window) ? (window with { Stride = Math.Min(stride, size) }).Same(size, same) : null;
        if (layer.AtLeast(0, "Padding") is not { } padding
            || layer.AtLeast(0, before, padding) is not { } first
            || layer.AtLeast(0, after, padding) is not { } last)
            return null;
        window = window with { Before = first, After = last };

        if (size.IsOpen)
            return window;

        // Any step past the end makes one window; the smallest of them keeps what is computed from it small.
        return window with { Stride = (int)Math.Min(stride, (long)size + first + last) };
    }

    // With steps of 1 the windows reach over by a number of cells; with longer ones that number follows from the size.
    private WindowAxis? SameOfOpen(WindowAxis window, SamePadding same)
    {
        if (window.Stride == 1 || window.Span == 1)
            return window with { Before = same.Before((int)window.Span - 1), After = (int)window.Span - 1 - same.Before((int)window.Span - 1) };
        layer.Report(Descriptors.SameOfOpenSize.Id, layer.Title, same.Name, layer.Text(window.Stride), layer.TitleOf(input), input.Shape.ToString());
        return null;
    }

    // The axis' own argument, else the one for both axes, else the default.
    private int? Either(string own, string both, int fallback) =>
        layer.Has(own) ? layer.AtLeast(1, own) : layer.AtLeast(1, both, fallback);

    private bool Fits(WindowAxis axis, string direction, Extent size)
    {
        layer.Need(size, axis.Span - axis.Before - axis.After);
        if (size.IsOpen)
            return true;
        long padded = (long)size + axis.Before + axis.After;
        if (axis.Span <= padded)
            return true;
        layer.Report(
            Descriptors.KernelTooLarge.Id,
            layer.Title,
            layer.Text(axis.Span),
            direction,
            layer.TitleOf(input),
            layer.Text(padded),
            axis.Before + axis.After == 0 ? $"{input.Shape}, no padding" : $"{input.Shape}, padding {layer.Text(axis.Before)} and {layer.Text(axis.After)}");
        return false;
    }

    // What Padding.Same adds follows from the span, which must be a number one can add.
    private bool SpansFew(WindowAxis axis) => IsFew("the padding", axis.Span);

    private bool IsFew(string what, double cells)
    {
        if (cells <= MostCells)
            return true;
        layer.Report(Descriptors.SizeOverflow.Id, layer.Title, what, layer.Text(cells), layer.Text(MostCells));
        return false;
    }

    // The gradient of a convolution's input is a convolution over its output, which reaches a kernel's span past every side. Pools have no
    // channels of their own, and no such reach.
    private double PaddedGradient(WindowAxis vertical, WindowAxis horizontal)
    {
        return vertical.Span + horizontal.Span == 2 ? 0 : Reached(vertical, input.Shape.Height) * Reached(horizontal, input.Shape.Width) * channels;

        static double Reached(WindowAxis axis, int size) => axis.Windows(size) + (2.0 * (axis.Span - 1) / axis.Stride);
    }

    private bool IsSmall(WindowAxis vertical, WindowAxis horizontal)
    {
        if (input.Shape.IsOpen)
            return IsFew("the window", (double)vertical.Kernel * horizontal.Kernel);
        double cells = ((double)input.Shape.Height + vertical.Before + vertical.After) * ((double)input.Shape.Width + horizontal.Before + horizontal.After)
            * Layout.RoundUp(input.Shape.Channels);
        return IsFew("the padded input", cells) && IsFew("the window", (double)vertical.Kernel * horizontal.Kernel)
            && IsFew("the padded gradient of its output", PaddedGradient(vertical, horizontal));
    }
}
