namespace Unfurl.Generator;

/// <summary>[Concat]: (C1, H, W), (C2, H, W), .. to (C1 + C2 + .., H, W).</summary>
internal sealed class ConcatLayer : JoinRule
{
    public override string Kind => "Concat";

    public override bool TakesOpenSizes => true;

    public override string Describe(IReadOnlyList<Value> inputs)
    {
        string channels = string.Join("+", inputs.Select(i => InvariantText.Of($"{i.Shape.Channels}")));
        return $"({(channels.Length > 24 ? InvariantText.Of($"{inputs.Count} maps") : channels)})x{string.Join("x", inputs[0].Shape.Sizes.Skip(1))}".TrimEnd('x');
    }

    public override Value? Build(LayerContext layer, IReadOnlyList<Value> inputs)
    {
        foreach (Value input in inputs.Skip(1))
        {
            if (!input.Shape.Sizes.Skip(1).SequenceEqual(inputs[0].Shape.Sizes.Skip(1)))
                return Misfit(layer, inputs[0], input, inputs[0].Shape.IsMap ? "the same height and width" : "vectors");
        }

        double channels = inputs.Sum(i => (double)i.Shape.Channels);
        return layer.IsAtMost(int.MaxValue, "the number of channels", channels) ? layer.Add(new Concat(), inputs.ToArray()) : null;
    }
}

/// <summary>y = x1, x2, .. one behind the other along the channels; inputs x1, x2, ..</summary>
/// <remarks>dx_k is the part of dy that x_k became: a <see cref="Slice"/>.</remarks>
internal sealed record Concat : Operation
{
    public override string Name => "concat";

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs.All(i => i);

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0].WithChannels(inputs.Sum(i => i.Channels));

    public override void Differentiate(GradientContext context)
    {
        int first = 0;
        for (int i = 0; i < context.InputCount; i++)
        {
            int channels = context.Input(i).Shape.Channels;
            context.Give(i, new Slice(first, channels), context.OutputGradient);
            first += channels;
        }
    }

    public override int PartOf(int input, IReadOnlyList<Shape> inputs) => inputs.Take(input).Sum(i => i.Channels);

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOfResult(node.Inputs[0]);
        Tensor y = lowering.Write(kind);
        int first = 0;
        foreach (Value input in node.Inputs)
        {
            if (!lowering.IsPart(input, y, first))
                lowering.CopyChannels(lowering.Read(input, readable: false), 0, y, first, input.Shape.Channels);
            first += input.Shape.Channels;
        }
    }
}

/// <summary>Channels first .. first + channels of a map; input x. Only gradients need it.</summary>
internal sealed record Slice(int First, int Channels) : Operation
{
    public override string Name => "slice";

    public override string Describe() => InvariantText.Of($"slice {First}..{First + Channels}");

    public override bool IsView => true;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0].WithChannels(Channels);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false);
        if (x.Part(First, Channels) is { } part)
        {
            lowering.Alias(part);
            return;
        }

        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.CopyChannels(x, First, y, 0, Channels);
    }
}
