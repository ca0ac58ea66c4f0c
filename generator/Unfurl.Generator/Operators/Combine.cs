namespace Unfurl.Generator;

/// <summary>[Add]: the sum of values of one shape.</summary>
internal sealed class AddLayer : CombineRule
{
    public override string Kind => "Add";

    protected override Expression Combine(Expression a, Expression b) => a + b;
}

/// <summary>[Subtract]: the first of values of one shape less the others.</summary>
internal sealed class SubtractLayer : CombineRule
{
    public override string Kind => "Subtract";

    protected override Expression Combine(Expression a, Expression b) => a - b;
}

/// <summary>[Multiply]: the product of values of one shape.</summary>
internal sealed class MultiplyLayer : CombineRule
{
    public override string Kind => "Multiply";

    protected override Expression Combine(Expression a, Expression b) => a * b;
}

/// <summary>Joins values number by number; one number on an axis stands for all that others have there.</summary>
internal abstract class CombineRule : JoinRule
{
    // Past that a sum is better written in steps.
    private const int Most = 16;

    public override bool TakesOpenSizes => true;

    public sealed override Value? Build(LayerContext layer, IReadOnlyList<Value> inputs)
    {
        if (!layer.IsInRange("the number of joined values", inputs.Count, inputs.Count <= Most, InvariantText.Of($"at most {Most}")))
            return null;
        Value largest = inputs.OrderByDescending(i => i.Shape.Length.Typical).ThenByDescending(i => i.Shape.Rank).First();
        Shape joined = inputs.Aggregate(largest.Shape, (map, input) => Spread.Over(map, input.Shape));
        var spread = new Dictionary<Value, Value>();
        foreach (Value input in inputs)
        {
            if (input.Shape == joined)
                spread[input] = input;
            else if (Spread.Fits(input.Shape, joined))
                spread[input] = layer.Add(new Spread(joined), input);
            else
                return Misfit(layer, largest, input, "the same shape, or 1 on the axes that differ");
        }

        return layer.Add(Elementwise.Fold(inputs.Count, Combine), inputs.Select(i => spread[i]).ToArray());
    }

    protected abstract Expression Combine(Expression a, Expression b);
}
