namespace Unfurl.Generator;

/// <summary>[MixedPool]: (C, H, W) to (C, H', W'), y = a max + (1 - a) mean of each window with a learned.</summary>
/// <remarks>Made of a <see cref="MaxPool"/>, an <see cref="AveragePool"/> and their blend, a <see cref="LearnedActivation"/> of two maps.</remarks>
internal sealed class MixedPoolLayer : LayerRule
{
    private static readonly Expression Blend = FormulaParser.Parse("mix * largest + (1 - mix) * mean", ["mix", "largest", "mean"], out _)!;

    public override string Kind => "MixedPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        double start = layer.Number("Mix", 0.5);
        if (BlendedWindow.Read(layer, input) is not { } window || !layer.IsInRange("Mix", start, start is >= 0 and <= 1, "0 to 1")
            || layer.Parameter("mix", Shape.Of(layer.Flag("PerChannel", false) ? input.Shape.Channels : 1), bound: 0, start) is not { } mix)
            return null;
        return layer.Add(
            new LearnedActivation(Blend, EquatableArray.Of("largest", "mean"), EquatableArray.Of("mix")), window.Largest(), window.Mean(), mix);
    }
}
