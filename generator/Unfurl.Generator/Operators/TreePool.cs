namespace Unfurl.Generator;

/// <summary>[TreePool]: (C, H, W) to (C, H', W'), a binary tree over each window: leaves are learned masks, and an inner node is g left + (1 - g) right with
/// g = sigmoid of a learned mask.</summary>
/// <remarks>With nodes numbered from 1 at the root, those below node n are 2 n and 2 n + 1. Every mask is a <see cref="Conv"/>, every inner node an
/// <see cref="Elementwise"/> blend.</remarks>
internal sealed class TreePoolLayer : LayerRule
{
    // A level more doubles the masks.
    private const int MostLevels = 6;

    private static readonly Expression Blend = FormulaParser.Parse("sigmoid(gate) * left + (1 - sigmoid(gate)) * right", ["gate", "left", "right"], out _)!;

    public override string Kind => "TreePool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (layer.AtLeast(2, "Levels", 2) is not { } levels || !layer.IsInRange("Levels", levels, levels <= MostLevels, InvariantText.Of($"2 to {MostLevels}"))
            || BlendedWindow.Read(layer, input) is not { } window || !window.TakesMasks())
            return null;
        return Node(layer, window, 1, 1 << (levels - 1));
    }

    // Leaves start around the mean and apart from each other: equal ones would learn the same for ever.
    private static Value? Node(LayerContext layer, BlendedWindow window, int node, int leaves)
    {
        if (node >= leaves)
            return window.Mask(InvariantText.Of($"leaf{node - leaves + 1}"), bound: 0.5 / window.Cells, start: 1.0 / window.Cells);
        return window.Mask(InvariantText.Of($"gate{node}"), bound: 0, start: 0) is { } gate
            && Node(layer, window, 2 * node, leaves) is { } left && Node(layer, window, (2 * node) + 1, leaves) is { } right
            ? layer.Add(new Elementwise(Blend, EquatableArray.Of("left", "right", "gate")), left, right, gate)
            : null;
    }
}
