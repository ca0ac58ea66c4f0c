using System.Globalization;

namespace Unfurl.Generator;

/// <summary>What a layer rule reads its attribute through: arguments, defaults, and the words for what is wrong.</summary>
internal sealed class LayerContext(LayerSpec spec, int index, string name, string? key, NetworkChecker checker)
{
    /// <summary>How messages call the layer.</summary>
    public string Title => $"Layer '{name}'";

    public string Formula => spec.Formula!;

    public string TitleOf(Value value) => checker.TitleOf(value);

    public string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public void Report(string id, params string[] arguments) => checker.Report(Problem.At(Place.Layer(index), id, arguments));

    public bool Has(string argument) => spec.Arguments.Any(a => a.Name == argument);

    public double Number(string argument, double fallback) => spec.Arguments.FirstOrDefault(a => a.Name == argument)?.Number ?? fallback;

    public bool Flag(string argument, bool fallback) => Number(argument, fallback ? 1 : 0) != 0;

    /// <summary>A whole number of at least <paramref name="least"/>; null if it is less, which is reported.</summary>
    public int? AtLeast(int least, string argument, int fallback = 0)
    {
        double value = Number(argument, fallback);
        if (value >= least)
            return (int)value;
        Report(Descriptors.NotPositive.Id, Title, argument, Text(value), Text(least));
        return null;
    }

    /// <summary>Whether a count is within a limit; if not, it is reported.</summary>
    public bool IsAtMost(int most, string what, double count)
    {
        if (count <= most)
            return true;
        Report(Descriptors.SizeOverflow.Id, Title, what, Text(count), Text(most));
        return false;
    }

    /// <summary>A tensor of weights under the layer's key; null if it would be too large, which is reported.</summary>
    public Value? Parameter(string suffix, Shape shape, double bound) =>
        checker.Parameter(new Parameter($"{key}.{suffix}", index, shape, bound), index, Title);

    /// <summary>Appends a node; null if its output would be too large, which is reported.</summary>
    public Value Add(Operation operation, params Value[] inputs) => checker.Add(name, index, operation, inputs);

    /// <summary>Whether the layer may read maps from this input; if not, it is reported.</summary>
    public bool ReadsMap(Value input)
    {
        if (input.Shape.IsMap)
            return true;
        Report(Descriptors.NeedsMap.Id, Title, TitleOf(input), input.Shape.ToString());
        return false;
    }

    /// <summary>The window of the layer over its input; null if it does not fit, which is reported.</summary>
    public Window? Window(Value input, Func<int, int> defaultStride, bool dilates) =>
        ReadsMap(input) ? new WindowReader(this, input, defaultStride, dilates).Read() : null;

    /// <summary>Pooling windows must all see some input.</summary>
    public bool PadsLessThanKernel(Value input, Window window)
    {
        return Check(window.Vertical, "height") && Check(window.Horizontal, input.Shape.IsSequence ? "length" : "width");

        bool Check(WindowAxis axis, string direction)
        {
            int padding = Math.Max(axis.Before, axis.After);
            if (padding < axis.Span)
                return true;
            Report(Descriptors.PaddingTooLarge.Id, Title, Text(padding), direction, Text(axis.Span));
            return false;
        }
    }
}
