namespace Unfurl.Generator;

/// <summary>Reads kernel, stride, dilation, padding and output padding of a transposed convolution: the window of the convolution that leads back to its input,
/// and the size it makes.</summary>
internal sealed class TransposedWindowReader(LayerContext layer, Value input)
{
    private const long MostCells = 1L << 26;

    /// <summary>The window and the output's size; null if they do not fit, which is reported.</summary>
    public TransposedWindow? Read()
    {
        bool sequence = input.Shape.IsSequence;
        SamePadding? same = SamePadding.Of(layer);
        if (WindowReader.IsContradictory(layer, input, same))
            return null;
        TransposedAxis? vertical = sequence ? new TransposedAxis(WindowAxis.One, 1) : Axis("Height", "PaddingTop", "PaddingBottom", same, input.Shape.Height);
        if (vertical is null || Axis("Width", "PaddingLeft", "PaddingRight", same, input.Shape.Width) is not { } horizontal)
            return null;
        return new TransposedWindow(new Window(vertical.Window, horizontal.Window), vertical.Size, horizontal.Size);
    }

    private TransposedAxis? Axis(string axis, string before, string after, SamePadding? same, Extent size)
    {
        if (Either(1, "Kernel" + axis, "kernel", 0) is not { } kernel
            || Either(1, "Stride" + axis, "Stride", 1) is not { } stride
            || Either(1, "Dilation" + axis, "Dilation", 1) is not { } dilation
            || Either(0, "OutputPadding" + axis, "OutputPadding", 0) is not { } more)
            return null;
        var window = new WindowAxis(kernel, stride, dilation, 0, 0);
        if (!FitsOutputPadding(axis, more, stride, dilation, same))
            return null;
        if (size.IsFixed && !layer.IsAtMost((int)MostCells, "the unpadded output", ((double)(size - 1) * stride) + window.Span + more))
            return null;
        if (same is not null)
        {
            // n S cells: what a kernel reaches past them is cut, what it does not reach is left.
            long extra = window.Span - stride;
            int cut = (int)Math.Max(0, extra);
            window = window with { Before = same.Before(cut), After = cut - same.Before(cut) };
            more += (int)Math.Max(0, -extra);
        }
        else
        {
            if (layer.AtLeast(0, "Padding") is not { } padding || layer.AtLeast(0, before, padding) is not { } first || layer.AtLeast(0, after, padding) is not { } last)
                return null;
            window = window with { Before = first, After = last };
        }

        Extent made = ((size - 1) * stride) + window.Span + more - window.Before - window.After;
        layer.Need(made, 1);
        if (made.IsFixed && !layer.IsInRange("Padding", window.Before, (long)made >= 1, $"so little that some output is left, where {layer.TitleOf(input)} gives {input.Shape}"))
            return null;

        // The way back has as many windows as the input has cells: those that would begin in whole strides of output padding are cut off.
        return new TransposedAxis(window with { After = window.After - (more / stride * stride) }, made);
    }

    // PyTorch's bound: more would be cells that nothing reaches.
    private bool FitsOutputPadding(string axis, int more, int stride, int dilation, SamePadding? same)
    {
        string argument = Given("OutputPadding", "OutputPadding");
        return same is null
            ? layer.IsInRange(
                argument,
                more,
                more < Math.Max(stride, dilation),
                dilation > stride ? $"less than the {Given("Dilation", "dilation")} {layer.Text(dilation)}" : $"less than the {Given("Stride", "stride")} {layer.Text(stride)}")
            : layer.IsInRange(argument, more, more == 0, $"none beside {same.Name}");

        // The axis' own argument, if that was given.
        string Given(string name, string both) => layer.Has(name + axis) ? name + axis : both;
    }

    private int? Either(int least, string own, string both, int fallback) =>
        layer.Has(own) ? layer.AtLeast(least, own) : layer.AtLeast(least, both, fallback);

    private sealed record TransposedAxis(WindowAxis Window, Extent Size);
}

/// <summary>A transposed convolution's window, and the size of what it makes.</summary>
internal sealed record TransposedWindow(Window Window, Extent Height, Extent Width);
