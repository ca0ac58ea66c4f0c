namespace Unfurl.Generator;

/// <summary>[GroupNorm]: shape unchanged.</summary>
internal sealed class GroupNormLayer : GroupNormRule
{
    public override string Kind => "GroupNorm";

    protected override int? Groups(LayerContext layer, Value input)
    {
        if (layer.AtLeast(1, "groups") is not { } groups)
            return null;
        int channels = input.Shape.Channels;
        if (channels % groups == 0)
            return groups;
        layer.Report(Descriptors.GroupsDoNotDivide.Id, layer.Title, layer.Text(groups), layer.TitleOf(input), layer.Text(channels), "");
        return null;
    }
}

/// <summary>[LayerNorm]: shape unchanged; a group of all channels.</summary>
internal sealed class LayerNormLayer : GroupNormRule
{
    public override string Kind => "LayerNorm";

    protected override int? Groups(LayerContext layer, Value input) => 1;
}

/// <summary>[InstanceNorm]: shape unchanged; each channel a group.</summary>
internal sealed class InstanceNormLayer : GroupNormRule
{
    public override string Kind => "InstanceNorm";

    protected override bool IsAffine => false;

    protected override int? Groups(LayerContext layer, Value input) => layer.ReadsMap(input) ? input.Shape.Channels : null;
}

/// <summary>Normalisation of one sample over groups of its channels, all their pixels included.</summary>
internal abstract class GroupNormRule : LayerRule
{
    /// <summary>Whether scale and shift are learned where the attribute does not say.</summary>
    protected virtual bool IsAffine => true;

    public override bool TakesOpenSizes => true;

    public sealed override Value? Build(LayerContext layer, Value input)
    {
        double epsilon = layer.Number("Epsilon", 1e-5);
        if (!layer.IsInRange("Epsilon", epsilon, epsilon > 0 && !double.IsInfinity(epsilon), "a finite number greater than 0") || Groups(layer, input) is not { } groups)
            return null;
        Extent count = input.Shape.Length / groups;
        if (count.IsFixed && !layer.IsInRange("the numbers of a group", count, count > 1, "at least 2, since one alone has no variance"))
            return null;
        Shape channels = Shape.Of(input.Shape.Channels);
        bool affine = layer.Flag("Affine", IsAffine);
        Value? weight = affine ? layer.Parameter("weight", channels, 0, 1) : null, bias = affine ? layer.Parameter("bias", channels, 0) : null;
        if (affine && (weight is null || bias is null))
            return null;

        // A vector's features are channels of one pixel: nothing is to be summed over pixels.
        bool vector = input.Shape.IsVector;
        Value sums = vector ? input : layer.Add(new PixelSum(channels), input);
        Value mean = layer.Add(new GroupAverage(groups, count, IsWeighted: false), sums);
        Value variance = layer.Add(new GroupAverage(groups, count, IsWeighted: false), layer.Add(new CentredSquares(), input, mean));
        Value inverse = layer.Add(
            new Elementwise(Expression.One / new Call("sqrt", Expression.X + new Number(epsilon)), EquatableArray.Of("x")), variance);
        return layer.Add(new GroupNormalize(groups, affine, null), [input, mean, inverse, .. affine ? new[] { weight!, bias! } : []]);
    }

    /// <summary>How many groups; null if there are none, which is reported.</summary>
    protected abstract int? Groups(LayerContext layer, Value input);
}
