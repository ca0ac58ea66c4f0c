namespace Unfurl.Generator;

/// <summary>[Pad]: (C, H, W) to (C, H + top + bottom, W + left + right).</summary>
internal sealed class PadLayer : LayerRule
{
    public override string Kind => "Pad";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        var reader = new PadReader(layer, input);
        if (!layer.ReadsMap(input) || WindowReader.IsOfNoHeight(layer, input) || reader.Mode("Mode") is not { } mode || Content(layer, mode) is not { } value)
            return null;
        PadAxis? vertical = input.Shape.IsSequence ? new PadAxis(0, 0) : reader.Axis("PaddingTop", "PaddingBottom");
        if (vertical is null || reader.Axis("PaddingLeft", "PaddingRight") is not { } horizontal)
            return null;
        var pad = new Pad(vertical, horizontal, mode, value);
        return reader.Fits(pad) ? layer.Add(pad, input) : null;
    }

    private static float? Content(LayerContext layer, PadMode mode)
    {
        double value = layer.Number("Value", 0);
        bool fits = mode == PadMode.Zero
            ? layer.IsInRange("Value", value, Math.Abs(value) <= float.MaxValue, "a finite number")
            : layer.IsInRange("Value", value, !layer.Has("Value"), $"none beside PaddingMode.{mode}");
        return fits ? (float)value : null;
    }
}

/// <summary>What padding holds; numbered as users' enumeration is.</summary>
internal enum PadMode
{
    /// <summary>One number everywhere.</summary>
    Zero,

    /// <summary>The number as far inside the border.</summary>
    Reflect,

    /// <summary>The border's number.</summary>
    Replicate,

    /// <summary>The number from the other end.</summary>
    Circular,
}

/// <summary>Cells added along one axis; negative ones are cut off.</summary>
internal sealed record PadAxis(int Before, int After)
{
    /// <summary>Cells cut off.</summary>
    public int Cut => -(Math.Min(Before, 0) + Math.Min(After, 0));

    /// <summary>Undoes it.</summary>
    public PadAxis Reverse => new(-Before, -After);

    public static PadAxis Around(WindowAxis window) => new(window.Before, window.After);

    public override string ToString() => $"{Before},{After}";
}

/// <summary>y[c,i,j] = x[c, m(i - top), m(j - left)], m being the identity on the map; outside of it a number, or what the mode says; input x.</summary>
/// <remarks>
/// On an axis of n cells: reflect m(t) = |t| below n, 2 (n - 1) - t above; replicate m(t) = t held between 0 and n - 1; circular m(t) = t modulo n.
/// dx[c,p,q] = sum over the i,j that read it of dy[c,i,j]: <see cref="PadGradient"/>. Where nothing is copied twice that is padding with the signs reversed.
/// </remarks>
/// <param name="Vertical">Rows.</param>
/// <param name="Horizontal">Columns.</param>
/// <param name="Mode">What is outside.</param>
/// <param name="Number">The number, where it is one.</param>
internal sealed record Pad(PadAxis Vertical, PadAxis Horizontal, PadMode Mode, float Number) : Operation
{
    public override string Name => "pad";

    public override string Describe() => $"{Name} {Vertical} x {Horizontal}" + (Mode != PadMode.Zero ? $" {Mode}" : Number != 0 ? InvariantText.Of($" with {Number}") : "");

    public override bool PassesOn(int input) => true;

    public override bool IsNonNegative(IReadOnlyList<bool> inputs) => inputs[0] && Number >= 0;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0].WithMap(
        inputs[0].Channels, inputs[0].Height + Vertical.Before + Vertical.After, inputs[0].Width + Horizontal.Before + Horizontal.After);

    public override void Differentiate(GradientContext context)
    {
        if (Mode == PadMode.Zero)
            context.Give(0, new Pad(Vertical.Reverse, Horizontal.Reverse, Mode, 0), context.OutputGradient);
        else
            context.Give(0, new PadGradient(Vertical, Horizontal, Mode, context.Input(0).Shape), context.OutputGradient);
    }

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]), readable: false);
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(PadKernels.Forward(this, x.Layout, y.Layout), Lowering.Of(x), Lowering.Of(y), new SamplesArgument());
    }
}

/// <summary>Gradient of padding that copies: dx[c, m(i - top), m(j - left)] += dy[c,i,j]; input dy.</summary>
internal sealed record PadGradient(PadAxis Vertical, PadAxis Horizontal, PadMode Mode, Shape Source) : Operation
{
    public override string Name => "pad gradient";

    public override string Describe() => $"{Name} {Vertical} x {Horizontal} {Mode}";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Source;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor dy = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor dx = lowering.Write(dy.Layout.Kind);
        lowering.Call(PadKernels.Backward(this, dy.Layout, dx.Layout), Lowering.Of(dy), Lowering.Of(dx), new SamplesArgument());
    }
}
