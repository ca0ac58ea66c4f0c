namespace Unfurl.Generator;

/// <summary>Reads what padding holds and how much of it there is, and holds that against the input's size.</summary>
internal sealed class PadReader(LayerContext layer, Value input)
{
    private const int MostCells = 1 << 26;

    /// <summary>What the cells hold; null if no mode has that number, which is reported.</summary>
    public PadMode? Mode(string argument)
    {
        double mode = layer.Number(argument, 0);
        return layer.IsInRange(argument, mode, Enum.IsDefined(typeof(PadMode), (int)mode), "Zero, Reflect, Replicate or Circular") ? (PadMode)(int)mode : null;
    }

    /// <summary>The cells of one axis, added or cut off; null if that is no whole number, or a large one, which is reported.</summary>
    public PadAxis? Axis(string before, string after)
    {
        double both = layer.Number("padding", 0), first = layer.Number(before, both), last = layer.Number(after, both);
        return IsWhole(layer.Has(before) ? before : "padding", first) && IsWhole(layer.Has(after) ? after : "padding", last) ? new PadAxis((int)first, (int)last) : null;
    }

    /// <summary>Whether the input has the cells that are cut off or copied; if not, it is reported.</summary>
    public bool Fits(Pad pad)
    {
        return Check(pad.Vertical, "height", input.Shape.Height) && Check(pad.Horizontal, input.Shape.IsSequence ? "length" : "width", input.Shape.Width);

        bool Check(PadAxis axis, string direction, Extent size)
        {
            int copied = Math.Max(axis.Before, axis.After);
            if (size.IsOpen)
            {
                layer.Need(size, axis.Cut + 1);
                layer.Need(size, pad.Mode switch { PadMode.Reflect => copied + 1, PadMode.Circular => copied, _ => 0 });
                return true;
            }

            int most = pad.Mode == PadMode.Reflect ? size - 1 : size;
            string where = $"where {layer.TitleOf(input)} gives {input.Shape}";
            return layer.IsInRange($"the cut in {direction}", axis.Cut, axis.Cut < size, $"less than {layer.Text(size)}, {where}")
                && layer.IsInRange(
                    $"the padding in {direction}",
                    copied,
                    copied <= most || pad.Mode is PadMode.Zero or PadMode.Replicate,
                    $"at most {layer.Text(most)} in PaddingMode.{pad.Mode}, {where}");
        }
    }

    private bool IsWhole(string argument, double cells) =>
        layer.IsInRange(argument, cells, cells == Math.Floor(cells) && Math.Abs(cells) <= MostCells, $"a whole number between -{layer.Text(MostCells)} and {layer.Text(MostCells)}");
}
