namespace Unfurl.Generator;

/// <summary>What the blending pools say of a window: its largest number, its mean, and its sum under a learned mask (Lee, Gallagher and Tu 2016).</summary>
/// <remarks>Padding is minus infinity to the largest number, 0 to mean and masks; the mean counts its cells if the layer says CountPadding.</remarks>
internal sealed class BlendedWindow
{
    private readonly LayerContext _layer;
    private readonly Value _input;
    private readonly Window _window;

    private BlendedWindow(LayerContext layer, Value input, Window window) => (_layer, _input, _window) = (layer, input, window);

    public int Cells => _window.Cells;

    /// <summary>The layer's window; null if it is wrong, which is reported.</summary>
    public static BlendedWindow? Read(LayerContext layer, Value input) =>
        layer.Window(input, defaultStride: kernel => kernel, dilates: false, channels: input.Shape.Channels) is { } window && layer.PadsLessThanKernel(input, window)
            ? new BlendedWindow(layer, input, window)
            : null;

    /// <summary>Whether a mask may lie on the window; if not, it is reported.</summary>
    public bool TakesMasks() => _layer.IsAtMost(ConvolutionRule.MostTaps, "the kernel", _window.Cells)
        && HasEnd(_window.Vertical, _input.Shape.Height) && HasEnd(_window.Horizontal, _input.Shape.Width);

    public Value Largest() => _layer.Add(new MaxPool(_window), _input);

    public Value Mean() => _layer.Add(new AveragePool(_window, _layer.Flag("CountPadding", true)), _input);

    /// <summary>sum over r,s of w[r,s] x[c, i S + r - P, j S + s - P], w one mask for the layer or one for each channel; null if w would be too large, which is reported.</summary>
    public Value? Mask(string name, double bound, double start)
    {
        int channels = _input.Shape.Channels;
        bool shares = !_layer.Flag("PerChannel", false);
        return _layer.Parameter(name, _window.Weights(_input.Shape, shares ? 1 : channels, 1), bound, start) is { } w
            ? _layer.Add(new Conv(_window.Spelled(_input.Shape), channels, channels, Bias: false, null) { Shares = shares }, _input, w)
            : null;
    }

    // A convolution reads zeros past the end, and must know how many.
    private bool HasEnd(WindowAxis axis, Extent size) => _layer.IsInRange("Ceiling", 1, size.IsFixed || !axis.Ceiling, "0 (false) over an open size, since how far the last mask reaches past it follows from it");
}
