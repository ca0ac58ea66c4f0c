namespace Unfurl.Generator;

/// <summary>[Dense]: (F) to (features).</summary>
internal sealed class DenseLayer : LayerRule
{
    public override string Kind => "Dense";

    public override Value? Build(LayerContext layer, Value input)
    {
        int? features = layer.AtLeast(1, "features");
        if (!input.Shape.IsVector)
            layer.Report(Descriptors.DenseNeedsVector.Id, layer.Title, layer.TitleOf(input), input.Shape.ToString());
        if (features is not { } outputs || !input.Shape.IsVector)
            return null;
        double bound = 1 / Math.Sqrt(input.Shape.Length);
        bool bias = layer.Flag("Bias", true);
        if (layer.Parameter("weight", Shape.Of(outputs, input.Shape.Length), bound) is not { } w)
            return null;
        var dense = new Dense(outputs, bias, null);
        return bias && layer.Parameter("bias", Shape.Of(outputs), bound) is { } b ? layer.Add(dense, input, w, b) : layer.Add(dense, input, w);
    }
}

/// <summary>y[o] = f(b[o] + sum over i of w[o,i] x[i]); inputs x, w and perhaps b.</summary>
/// <remarks>dx[i] = sum over o of w[o,i] dy[o]: <see cref="DenseInputGradient"/>. dw[o,i] = dy[o] x[i]: <see cref="DenseWeightsGradient"/>. db = dy.</remarks>
internal sealed record Dense(int Outputs, bool Bias, Expression? Epilogue) : Operation, IFoldable
{
    public int OutputAxis => 0;

    public bool CanFoldInFront => true;

    public override string Name => "dense";

    public override string Describe() => $"dense to {Outputs}" + (Epilogue is null ? "" : $" then {Epilogue}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Outputs);

    public override void Differentiate(GradientContext context)
    {
        context.Give(0, new DenseInputGradient(context.Input(0).Shape.Length), context.Input(1), context.OutputGradient);
        context.Give(1, new DenseWeightsGradient(), context.Input(0), context.OutputGradient);
        if (Bias)
            context.Give(2, new BiasGradient(), context.OutputGradient);
    }

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public Operation? WithBias() => Epilogue is null ? this with { Bias = true } : null;

    public override Extent MultiplyAdds(Node node) => (long)Outputs * node.Inputs[0].Shape.Length;

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], readable: false);
        Tensor y = lowering.Write(LayoutKind.Blocked);
        int inputs = node.Inputs[0].Shape.Length;
        Buffer weights = lowering.Packed(node.Inputs[1], "forward", checked(inputs * Layout.RoundUp(Outputs)), DensePacking.Pack(inputs, Outputs));
        Argument[] bias = Bias ? [Lowering.Of(lowering.Parameter(node.Inputs[2]))] : [];
        var plan = new DensePlan(inputs, Outputs, x.Layout.Sample, y.Layout.Sample, DensePanels.Packed(inputs, Outputs), Bias, Lowering.Fused(Epilogue));
        lowering.Call(DenseKernel.Create(plan), [Lowering.Of(x), Lowering.Of(weights), .. bias, Lowering.Of(y), new SamplesArgument()]);
        lowering.FinishApart(y, Epilogue);
    }
}

/// <summary>dx[i] = sum over o of w[o,i] dy[o]; inputs w, dy. The weights are read as they are: their rows are this product's columns.</summary>
internal sealed record DenseInputGradient(int Inputs) : Operation
{
    public override string Name => "dense input gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Inputs);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor dy = lowering.Read(node.Inputs[1], readable: false);
        Tensor dx = lowering.Write(LayoutKind.Blocked);
        var plan = new DensePlan(node.Inputs[1].Shape.Length, Inputs, dy.Layout.Sample, dx.Layout.Sample, DensePanels.InRows(Inputs), Bias: false, Epilogue: null);
        lowering.Call(
            DenseKernel.Create(plan), Lowering.Of(dy), Lowering.Of(lowering.Parameter(node.Inputs[0])), Lowering.Of(dx), new SamplesArgument());
    }
}

/// <summary>dw[o,i] = dy[o] x[i]; inputs x, dy.</summary>
internal sealed record DenseWeightsGradient : Operation
{
    public override string Name => "dense weight gradient";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(inputs[1].Length, inputs[0].Length);

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], LayoutKind.Blocked);
        Tensor dy = lowering.Read(node.Inputs[1], readable: false);
        lowering.Call(
            DenseWeightGradient.Create(node.Inputs[0].Shape.Length, node.Inputs[1].Shape.Length, x.Layout.Sample, dy.Layout.Sample),
            Lowering.Of(x), Lowering.Of(dy), Lowering.Of(lowering.Gradient(node.Output)), new SamplesArgument());
    }
}
