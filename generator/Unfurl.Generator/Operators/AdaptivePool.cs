namespace Unfurl.Generator;

/// <summary>[AdaptiveAveragePool]: (C, H, W) to (C, height, width).</summary>
internal sealed class AdaptiveAveragePoolLayer : AdaptivePoolRule
{
    public override string Kind => "AdaptiveAveragePool";

    protected override Operation Pool(Window window) => new AveragePool(window, CountPadding: true);
}

/// <summary>[AdaptiveMaxPool]: (C, H, W) to (C, height, width).</summary>
internal sealed class AdaptiveMaxPoolLayer : AdaptivePoolRule
{
    public override string Kind => "AdaptiveMaxPool";

    protected override Operation Pool(Window window) => new MaxPool(window);
}

/// <summary>Pooling to a given number of windows: <see cref="AdaptiveAxis"/> says which cells they read.</summary>
internal abstract class AdaptivePoolRule : LayerRule
{
    // Times as many cells as a value may have that is still a whole number.
    private const int MostOverOpen = 31;

    public override bool TakesOpenSizes => true;

    public sealed override Value? Build(LayerContext layer, Value input)
    {
        if (!layer.ReadsMap(input))
            return null;
        if (input.Shape.IsSequence && layer.Has("Height"))
        {
            layer.Report(Descriptors.HeightOfSequence.Id, layer.Title, "Height", layer.TitleOf(input), input.Shape.ToString());
            return null;
        }

        int? height = input.Shape.IsSequence ? 1 : layer.Has("Height") ? layer.AtLeast(1, "Height") : layer.AtLeast(1, "size");
        int? width = layer.Has("Width") ? layer.AtLeast(1, "Width") : layer.AtLeast(1, "size");
        return height is { } rows && width is { } columns && Windows(layer, input.Shape, rows, columns) is { } window ? layer.Add(Pool(window), input) : null;
    }

    /// <summary>Adaptive windows over a map; null if there would be too many, which is reported.</summary>
    public static Window? Windows(LayerContext layer, Shape map, int rows, int columns)
    {
        bool fits = IsFew(rows, map.Height) && IsFew(columns, map.Width) && layer.IsAtMost(1 << 26, "the output", (double)rows * columns * Layout.RoundUp(map.Channels));
        return fits ? new Window(AdaptiveAxis.Of(map.Height, rows), AdaptiveAxis.Of(map.Width, columns)) : null;

        // An edge is a position times a size, divided.
        bool IsFew(int windows, Extent size)
        {
            if (size.IsOpen)
                return layer.IsInRange("the number of windows of an axis", windows, windows <= MostOverOpen, InvariantText.Of($"at most {MostOverOpen} over an open size"));
            int most = (int.MaxValue / size) - 2;
            return layer.IsInRange("the number of windows of an axis", windows, windows <= most, InvariantText.Of($"at most {most} over {size} cells"));
        }
    }

    /// <summary>What is made of each window.</summary>
    protected abstract Operation Pool(Window window);
}
