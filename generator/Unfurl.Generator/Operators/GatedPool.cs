namespace Unfurl.Generator;

/// <summary>[GatedPool]: (C, H, W) to (C, H', W'), y = g max + (1 - g) mean of each window, where g = sigmoid(sum over r,s of w[r,s] x[c, i S + r - P, j S + s - P]).</summary>
/// <remarks>Made of a <see cref="MaxPool"/>, an <see cref="AveragePool"/>, a <see cref="Conv"/> that multiplies the window with its mask, and their blend.</remarks>
internal sealed class GatedPoolLayer : LayerRule
{
    private static readonly Expression Blend = FormulaParser.Parse("sigmoid(gate) * largest + (1 - sigmoid(gate)) * mean", ["gate", "largest", "mean"], out _)!;

    public override string Kind => "GatedPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (BlendedWindow.Read(layer, input) is not { } window || !window.TakesMasks() || window.Mask("gate", bound: 0, start: 0) is not { } gate)
            return null;
        return layer.Add(new Elementwise(Blend, EquatableArray.Of("largest", "mean", "gate")), window.Largest(), window.Mean(), gate);
    }
}
