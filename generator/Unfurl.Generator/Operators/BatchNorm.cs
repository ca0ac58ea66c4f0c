namespace Unfurl.Generator;

/// <summary>[BatchNorm]: (C, H, W), (C, L) or (C), shape unchanged.</summary>
internal sealed class BatchNormLayer : LayerRule
{
    public override string Kind => "BatchNorm";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        double epsilon = layer.Number("Epsilon", 1e-5), momentum = layer.Number("Momentum", 0.1);
        if (!layer.IsInRange("Epsilon", epsilon, epsilon > 0 && !double.IsInfinity(epsilon), "a finite number greater than 0")
            || !layer.IsInRange("Momentum", momentum, momentum is >= 0 and <= 1, "0 to 1"))
            return null;
        Shape channels = Shape.Of(input.Shape.Channels);
        bool affine = layer.Flag("Affine", true);
        Value? weight = affine ? layer.Parameter("weight", channels, 0, 1) : null, bias = affine ? layer.Parameter("bias", channels, 0) : null;
        Value? mean = layer.Statistic("running_mean", channels, 0), variance = layer.Statistic("running_var", channels, 1);
        if ((affine && (weight is null || bias is null)) || mean is null || variance is null)
            return null;
        Value[] parameters = affine ? [weight!, bias!] : [];
        if (layer.IsFrozen)
        {
            Value scale = layer.Add(new NormalizationScale(epsilon, affine), Section.Weights, ValueRole.Derived, [variance, .. affine ? new[] { weight! } : []]);
            Value shift = layer.Add(new NormalizationShift(affine), Section.Weights, ValueRole.Derived, [mean, scale, .. affine ? new[] { bias! } : []]);
            return layer.Add(new ChannelAffine(null), input, scale, shift);
        }

        Value moments = layer.Add(new BatchMoments(), Section.Forward, ValueRole.Statistic, input);
        layer.Result(ResultKind.Statistics, layer.Add(
            new RunningUpdate(momentum, input.Shape.Height * input.Shape.Width), Section.Forward, ValueRole.Statistic, moments, mean, variance));
        return layer.Add(new Normalize(epsilon, affine, null), [input, moments, .. parameters]);
    }
}

/// <summary>Mean and biased variance of each channel over samples and pixels: row 0 sum x / m, row 1 sum (x - mean)^2 / m; input x.</summary>
internal sealed record BatchMoments : Operation
{
    public override string Name => "batch moments";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(2, inputs[0].Channels);

    // What depends on x through them is part of the gradient of what reads them.
    public override void Differentiate(GradientContext context)
    {
    }

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        lowering.Call(NormalizationKernels.Moments(x.Layout), Lowering.Of(x), Lowering.Of(lowering.WriteStatistic()), new SamplesArgument());
    }
}

/// <summary>Moves the running statistics: r = (1 - a) r + a batch, the variance unbiased by m / (m - 1); inputs moments, running mean, running variance.</summary>
internal sealed record RunningUpdate(double Momentum, Extent Pixels) : Operation
{
    public override string Name => "running statistics";

    public override bool IsRepeatable => false;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Differentiate(GradientContext context)
    {
    }

    public override void Lower(Node node, Lowering lowering) => lowering.Call(
        NormalizationKernels.UpdateRunning(node.Inputs[0].Shape.Sizes[1], Momentum, Pixels),
        Lowering.Of(lowering.Statistic(node.Inputs[0])),
        Lowering.Of(lowering.Parameter(node.Inputs[1])),
        Lowering.Of(lowering.Parameter(node.Inputs[2])),
        new SamplesArgument());
}

/// <summary>y = f(w (x - mean) / sqrt(var + epsilon) + b); inputs x, moments and perhaps w, b.</summary>
/// <remarks>
/// With xn = (x - mean) / sqrt(var + epsilon) and sums over the m values of a channel: db = sum dy, dw = sum dy xn (<see cref="NormalizationSums"/>), and since the moments
/// depend on x, dx = w / sqrt(var + epsilon) (dy - db / m - xn dw / m): <see cref="NormalizeInputGradient"/>.
/// </remarks>
internal sealed record Normalize(double Epsilon, bool Affine, Expression? Epilogue) : Operation
{
    public override string Name => "normalize";

    public override string Describe() => Name + (Epilogue is null ? "" : $" then {Epilogue}");

    public override bool WritesOver(int input) => input == 0;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public override void Differentiate(GradientContext context)
    {
        Value sums = context.Add(
            "sums of d" + context.Input(0).Name, new NormalizationSums(Epsilon), ValueRole.Statistic, context.Input(0), context.Input(1), context.OutputGradient);
        Value[] weight = Affine ? [context.Input(2)] : [];
        context.Give(0, new NormalizeInputGradient(Epsilon, Affine), [context.Input(0), context.Input(1), sums, context.OutputGradient, .. weight]);
        if (Affine)
        {
            context.Give(2, new StatisticRow(1), sums);
            context.Give(3, new StatisticRow(0), sums);
        }
    }

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor y = lowering.Write(x.Layout.Kind);
        Argument[] parameters = Affine ? [Lowering.Of(lowering.Parameter(node.Inputs[2])), Lowering.Of(lowering.Parameter(node.Inputs[3]))] : [];
        lowering.Call(
            NormalizationKernels.Normalize(x.Layout, y.Layout, Epsilon, Affine, Lowering.Fused(Epilogue)),
            [Lowering.Of(x), Lowering.Of(lowering.Statistic(node.Inputs[1])), .. parameters, Lowering.Of(y), new SamplesArgument()]);
        lowering.FinishApart(y, Epilogue);
    }
}

/// <summary>Row 0: sum of dy over samples and pixels; row 1: sum of dy xn; inputs x, moments, dy.</summary>
internal sealed record NormalizationSums(double Epsilon) : Operation
{
    public override string Name => "normalization sums";

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[1];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), dy = lowering.Read(node.Inputs[2], kind);
        Buffer moments = lowering.Statistic(node.Inputs[1]);
        lowering.Call(
            NormalizationKernels.Sums(x.Layout, dy.Layout, Epsilon),
            Lowering.Of(x), Lowering.Of(moments), Lowering.Of(dy), Lowering.Of(lowering.WriteStatistic()), new SamplesArgument());
    }
}

/// <summary>A row of a statistic is the gradient of a parameter; input the statistic.</summary>
internal sealed record StatisticRow(int Row) : Operation
{
    public override string Name => "statistic row";

    public override string Describe() => InvariantText.Of($"row {Row}");

    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(inputs[0].Sizes[1]);

    public override void Lower(Node node, Lowering lowering)
    {
        int channels = node.Output.Shape.Channels;
        lowering.Call(
            NormalizationKernels.AddRow(channels),
            new BufferArgument(lowering.Statistic(node.Inputs[0]), Row * Layout.RoundUp(channels)), Lowering.Of(lowering.Gradient(node.Output)));
    }
}

/// <summary>dx = w / sqrt(var + epsilon) (dy - sum dy / m - xn sum(dy xn) / m); inputs x, moments, sums, dy and perhaps w.</summary>
internal sealed record NormalizeInputGradient(double Epsilon, bool Affine) : Operation
{
    public override string Name => "normalize input gradient";

    public override bool WritesOver(int input) => input == 3;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), dy = lowering.Read(node.Inputs[3], kind);
        Tensor dx = lowering.Write(kind);
        Argument[] weight = Affine ? [Lowering.Of(lowering.Parameter(node.Inputs[4]))] : [];
        lowering.Call(
            NormalizationKernels.InputGradient(x.Layout, dy.Layout, dx.Layout, Epsilon, Affine),
            [
                Lowering.Of(x), Lowering.Of(lowering.Statistic(node.Inputs[1])), Lowering.Of(lowering.Statistic(node.Inputs[2])), Lowering.Of(dy), .. weight,
                Lowering.Of(dx), new SamplesArgument(),
            ]);
    }
}
