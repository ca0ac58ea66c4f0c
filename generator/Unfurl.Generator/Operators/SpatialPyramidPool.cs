namespace Unfurl.Generator;

/// <summary>[SpatialPyramidPool]: (C, H, W) to a vector of C (n1^2 + n2^2 + ..) numbers.</summary>
/// <remarks>Nothing but adaptive max pools, flattened and joined; their gradients are its gradient.</remarks>
internal sealed class SpatialPyramidPoolLayer : LayerRule
{
    private static readonly string[] Levels = ["level1", "level2", "level3", "level4"];

    public override string Kind => "SpatialPyramidPool";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        if (!layer.ReadsMap(input))
            return null;
        var levels = new List<Value>();
        foreach (string level in Levels)
        {
            if (level != Levels[0] && layer.Number(level, 0) == 0)
                continue;
            if (layer.AtLeast(1, level) is not { } bins
                || AdaptivePoolRule.Windows(layer, input.Shape, input.Shape.IsSequence ? 1 : bins, bins) is not { } window)
                return null;
            Value pooled = layer.Add(new MaxPool(window), input);
            levels.Add(layer.Add(new Reshape(Shape.Of(pooled.Shape.Length)), pooled));
        }

        return levels.Count == 1 ? levels[0] : layer.Add(new Concat(), levels.ToArray());
    }
}
