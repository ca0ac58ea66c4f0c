namespace Unfurl.Generator;

/// <summary>[Add]: the sum of values of one shape.</summary>
internal sealed class AddLayer : CombineRule
{
    public override string Kind => "Add";

    protected override Expression Combine(Expression a, Expression b) => a + b;
}

/// <summary>[Multiply]: the product of values of one shape.</summary>
internal sealed class MultiplyLayer : CombineRule
{
    public override string Kind => "Multiply";

    protected override Expression Combine(Expression a, Expression b) => a * b;
}

/// <summary>Joins values number by number; one number per channel stands for all its pixels.</summary>
internal abstract class CombineRule : JoinRule
{
    // Past that a sum is better written in steps.
    private const int Most = 16;

    public sealed override Value? Build(LayerContext layer, IReadOnlyList<Value> inputs)
    {
        if (!layer.IsInRange("the number of joined values", inputs.Count, inputs.Count <= Most, InvariantText.Of($"at most {Most}")))
            return null;
        Value largest = inputs.OrderByDescending(i => i.Shape.Length).ThenByDescending(i => i.Shape.Rank).First();
        var spread = new Dictionary<Value, Value>();
        foreach (Value input in inputs)
        {
            if (input.Shape == largest.Shape)
                spread[input] = input;
            else if (Spread.Fits(input.Shape, largest.Shape))
                spread[input] = layer.Add(new Spread(largest.Shape), input);
            else
                return Misfit(layer, largest, input, "the same shape, or one number per channel");
        }

        return layer.Add(Elementwise.Fold(inputs.Count, Combine), inputs.Select(i => spread[i]).ToArray());
    }

    protected abstract Expression Combine(Expression a, Expression b);
}
