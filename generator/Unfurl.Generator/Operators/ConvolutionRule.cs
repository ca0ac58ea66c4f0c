namespace Unfurl.Generator;

/// <summary>[Conv]: (C, H, W) to (channels, H', W').</summary>
internal sealed class ConvLayer : ConvolutionRule
{
    public override string Kind => "Conv";

    protected override int? Channels(LayerContext layer, Value input) => layer.AtLeast(1, "channels");

    protected override int? Groups(LayerContext layer, Value input, int channels) => layer.Groups(input, channels);
}

/// <summary>[DepthwiseConv]: (C, H, W) to (C m, H', W'), each channel by m kernels of its own.</summary>
internal sealed class DepthwiseConvLayer : ConvolutionRule
{
    public override string Kind => "DepthwiseConv";

    protected override int? Channels(LayerContext layer, Value input)
    {
        if (layer.AtLeast(1, "Multiplier", 1) is not { } multiplier)
            return null;
        int channels = input.Shape.Channels, most = int.MaxValue / channels;
        return layer.IsInRange("Multiplier", multiplier, multiplier <= most, $"at most {layer.Text(most)}, where {layer.TitleOf(input)} gives {input.Shape}")
            ? channels * multiplier
            : null;
    }

    protected override int? Groups(LayerContext layer, Value input, int channels) => input.Shape.Channels;
}

/// <summary>A layer that multiplies windows with kernels.</summary>
internal abstract class ConvolutionRule : LayerRule
{
    // Every tap of a gradient is spelled out; larger kernels are a product over the whole map anyway.
    public const int MostTaps = 4096;

    public override bool TakesOpenSizes => true;

    public sealed override Value? Build(LayerContext layer, Value input)
    {
        int? channels = Channels(layer, input);
        Window? window = layer.Window(input, defaultStride: _ => 1, dilates: true, channels ?? 0);
        if (channels is null || window is null || !layer.IsAtMost(MostTaps, "the kernel", window.Cells)
            || Groups(layer, input, channels.Value) is not { } groups
            || new PadReader(layer, input).Mode("PaddingMode") is not { } mode)
            return null;
        if (layer.Flag("Flip", false))
            window = window.Flipped;
        int perGroup = input.Shape.Channels / groups;
        double bound = 1 / Math.Sqrt((double)perGroup * window.Cells);
        bool bias = layer.Flag("Bias", true);
        if (Padded(layer, input, window, mode) is not { } padded
            || layer.Parameter("weight", window.Weights(input.Shape, channels.Value, perGroup), bound) is not { } w)
            return null;
        var convolution = new Conv(mode == PadMode.Zero ? window : window.Unpadded, channels.Value, groups, bias, null);
        return bias && layer.Parameter("bias", Shape.Of(channels.Value), bound) is { } b
            ? layer.Add(convolution, padded, w, b)
            : layer.Add(convolution, padded, w);
    }

    /// <summary>Output channels; null if they are wrong, which is reported.</summary>
    protected abstract int? Channels(LayerContext layer, Value input);

    /// <summary>Groups of channels; null if they are wrong, which is reported.</summary>
    protected abstract int? Groups(LayerContext layer, Value input, int channels);

    // The kernels themselves read zeros around a map, and nothing else.
    private static Value? Padded(LayerContext layer, Value input, Window window, PadMode mode)
    {
        if (mode == PadMode.Zero || !window.IsPadded)
            return input;
        var pad = new Pad(PadAxis.Around(window.Vertical), PadAxis.Around(window.Horizontal), mode, 0);
        return new PadReader(layer, input).Fits(pad) ? layer.Add(pad, input) : null;
    }
}
