using System.Globalization;

namespace Unfurl.Generator;

/// <summary>What a layer rule reads its attribute through: arguments, defaults, and the words for what is wrong.</summary>
/// <param name="spec">The attribute, all its arguments numbers.</param>
/// <param name="row">The layer's number in the table.</param>
/// <param name="place">Where it stands.</param>
/// <param name="name">Its full name.</param>
/// <param name="key">The stem of its weights' keys.</param>
/// <param name="frozen">Whether its weights stay as they are.</param>
/// <param name="checker">The network's.</param>
internal sealed class LayerContext(LayerSpec spec, int row, Place place, string name, string key, bool frozen, NetworkChecker checker)
{
    private readonly List<string> _others = [];
    private Shape? _weight;

    /// <summary>How messages call the layer.</summary>
    public string Title => $"Layer '{name}'";

    public LayerSpec Spec => spec;

    /// <summary>Whether the layer's weights stay as they are.</summary>
    public bool IsFrozen => frozen;

    public string TitleOf(Value value) => checker.TitleOf(value);

    /// <summary>Whether no number of a value can be negative, as far as is known.</summary>
    public bool IsNonNegative(Value value) => checker.IsNonNegative(value);

    public string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whether the network learns.</summary>
    public bool Learns => checker.Learns;

    /// <summary>Whether a value depends on something that is learned.</summary>
    public bool IsLearned(Value value) => checker.IsLearned(value);

    /// <summary>Says that the layer needs an open size to be that much at least.</summary>
    public void Need(Extent size, long least) => checker.Least.Need(size, least, $"'{name}'");

    public void Report(string id, params string[] arguments) => checker.Report(Problem.At(place, id, arguments));

    /// <summary>Something is wrong at a character of the layer's formula.</summary>
    public void ReportFormula(FormulaError error) => checker.Report(Problem.At(place with { Character = error.At }, Descriptors.BadFormula.Id, Title, error.Message));

    public bool Has(string argument) => spec.Arguments.Any(a => a.Name == argument);

    public double Number(string argument, double fallback) => spec.Arguments.FirstOrDefault(a => a.Name == argument)?.Number ?? fallback;

    public bool Flag(string argument, bool fallback) => Number(argument, fallback ? 1 : 0) != 0;

    /// <summary>A whole number of at least <paramref name="least"/>; null if it is less, which is reported.</summary>
    public int? AtLeast(int least, string argument, int fallback = 0)
    {
        double value = Number(argument, fallback);
        if (value >= least && value == Math.Floor(value) && IsAtMost(int.MaxValue, argument, value))
            return (int)value;
        if (value <= int.MaxValue)
            Report(Descriptors.NotPositive.Id, Title, argument, Text(value), Text(least) + (value == Math.Floor(value) ? "" : " and a whole number"));
        return null;
    }

    /// <summary>Whether a number is what it should be; if not, it is reported.</summary>
    public bool IsInRange(string argument, double value, bool holds, string expected)
    {
        if (!holds)
            Report(Descriptors.OutOfRange.Id, Title, argument, Text(value), expected);
        return holds;
    }

    /// <summary>Whether a count is within a limit; if not, it is reported.</summary>
    public bool IsAtMost(int most, string what, double count)
    {
        if (count <= most)
            return true;
        Report(Descriptors.SizeOverflow.Id, Title, what, Text(count), Text(most));
        return false;
    }

    /// <summary>A tensor of weights under the layer's key; null if it would be too large, which is reported. What Init says is said of the one called weight.</summary>
    public Value? Parameter(string suffix, Shape shape, double bound, double initial = 0)
    {
        bool isWeight = suffix == "weight";
        if (isWeight)
            _weight = shape;
        else
            _others.Add(suffix);
        var parameter = new Parameter($"{key}.{suffix}", row, shape, bound, initial, IsStatistic: false, frozen);
        return checker.Parameter(isWeight ? parameter with { Initialization = new InitReader(this).Read() } : parameter, place, Title);
    }

    /// <summary>Whether what the layer says about its start has a meaning, once its weights are known; if not, it is reported.</summary>
    public bool StartsWell() => new InitReader(this).Check(_weight, _others);

    /// <summary>Numbers that are kept with the weights and not learned.</summary>
    public Value? Statistic(string suffix, Shape shape, double initial) =>
        checker.Parameter(new Parameter($"{key}.{suffix}", row, shape, 0, initial, IsStatistic: true, frozen), place, Title);

    /// <summary>Appends a node; an output that is too large is reported.</summary>
    public Value Add(Operation operation, params Value[] inputs) => checker.Add(name, row, operation, inputs);

    /// <summary>Appends a node whose output is no value of a sample.</summary>
    public Value Add(Operation operation, Section section, ValueRole role, params Value[] inputs) => checker.Add(name, row, operation, inputs, section, role);

    /// <summary>What a node makes is wanted by somebody outside.</summary>
    public void Result(ResultKind kind, Value value) => checker.Result(kind, value);

    /// <summary>Whether the layer may read maps from this input; if not, it is reported.</summary>
    public bool ReadsMap(Value input)
    {
        if (input.Shape.IsMap)
            return true;
        Report(Descriptors.NeedsMap.Id, Title, TitleOf(input), input.Shape.ToString());
        return false;
    }

    /// <summary>Groups of channels; null if they do not divide both sides, which is reported.</summary>
    public int? Groups(Value input, int channels)
    {
        if (AtLeast(1, "Groups", 1) is not { } groups)
            return null;
        if (input.Shape.Channels % groups == 0 && channels % groups == 0)
            return groups;
        Report(Descriptors.GroupsDoNotDivide.Id, Title, Text(groups), TitleOf(input), Text(input.Shape.Channels), $" and the {Text(channels)} of the layer");
        return null;
    }

    /// <summary>The window of the layer over its input; null if it does not fit, which is reported.</summary>
    /// <param name="input">What it slides over.</param>
    /// <param name="defaultStride">The stride that follows from a kernel.</param>
    /// <param name="dilates">Whether its cells can lie apart.</param>
    /// <param name="channels">Channels the layer makes of its own; 0 where it has those of its input.</param>
    public Window? Window(Value input, Func<int, int> defaultStride, bool dilates, double channels = 0) =>
        ReadsMap(input) ? new WindowReader(this, input, defaultStride, dilates, channels).Read() : null;

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
