namespace Unfurl.Generator;

/// <summary>What labels weigh in a cross-entropy: class weights stand as a table in the kernel, and the label that is ignored weighs nothing.</summary>
internal sealed class LabelWeights
{
    private static readonly Lane One = new LaneConstant(1, 1), Nothing = new LaneConstant(0, 1);

    private readonly LoopBuilder _b;
    private readonly Index _classes;
    private readonly int? _ignored;
    private readonly Pointer? _table;

    public LabelWeights(LoopBuilder b, CrossEntropyOptions options, Index classes)
    {
        (_b, _classes, _ignored) = (b, classes, options.IgnoreLabel);
        if (options.ClassWeights.Count > 0)
        {
            // Whole vectors are read from it.
            int padding = Layout.RoundUp(options.ClassWeights.Count) - options.ClassWeights.Count;
            _table = b.Table("classWeights", options.ClassWeights.Concat(Enumerable.Repeat(0.0, padding)).Select(w => (float)w).ToEquatable());
        }
    }

    /// <summary>The label of a pixel.</summary>
    public Label Read(Index pixel)
    {
        LoopVariable given = _b.Let("label", new LoadInteger(new Pointer("labels"), pixel));
        return new Label(given, _ignored is null ? given : _b.Let("known", Index.Min(Index.Max(given, 0), _classes - 1)));
    }

    /// <summary>A label's weight.</summary>
    public Lane Of(Label label) => Counted(label, Weighted(label, One));

    /// <summary>A number times the weight of the label's class.</summary>
    public Lane Weighted(Label label, Lane value) =>
        _table is null ? value : value == One ? _b.LoadScalar(_table, label.Class) : _b.LoadScalar(_table, label.Class) * value;

    /// <summary>Numbers of consecutive channels times their weights.</summary>
    public Lane WeightedChannels(Index channel, Lane values) => _table is null ? values : values * _b.Load(_table, channel);

    /// <summary>A number, or 0 if the label is ignored.</summary>
    public Lane Counted(Label label, Lane value) =>
        _ignored is { } ignored ? Lane.Where("==", new LaneInteger(label.Given), new LaneConstant(ignored, 1), Nothing, value) : value;
}

/// <summary>A label as given, and a class that exists: that of the label, or some one where it is ignored.</summary>
internal sealed record Label(LoopVariable Given, LoopVariable Class);
