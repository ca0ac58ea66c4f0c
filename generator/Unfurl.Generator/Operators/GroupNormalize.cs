namespace Unfurl.Generator;

/// <summary>y[c,i,j] = f(w[c] (x[c,i,j] - mean[c]) inverse[c] + b[c]), where mean and inverse = 1 / sqrt(var + epsilon) are those of the channel's group in this
/// sample; inputs x, mean, inverse and perhaps w, b.</summary>
/// <remarks>
/// With xn = (x - mean) inverse, and s[c] = sum over i,j of dy, t[c] = sum over i,j of dy xn for each sample: db = sum of s, dw = sum of t over samples. Since mean and
/// variance depend on x, dx = inverse (w dy - A - xn B) with A, B the sums over a group of w s and w t, divided by its m numbers: <see cref="GroupNormalizeInputGradient"/>.
/// Nothing is handed on to mean and inverse, whose part is in there.
/// </remarks>
internal sealed record GroupNormalize(int Groups, bool Affine, Expression? Epilogue) : Operation
{
    public override string Name => "group normalize";

    public override string Describe() => InvariantText.Of($"{Name} {Groups}") + (Epilogue is null ? "" : $" then {Epilogue}");

    public override bool WritesOver(int input) => input == 0;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override Operation? WithEpilogue(Expression formula) => Epilogue is null ? this with { Epilogue = formula } : null;

    public override void Differentiate(GradientContext context)
    {
        Value x = context.Input(0), mean = context.Input(1), inverse = context.Input(2), dy = context.OutputGradient;
        Value[] weight = Affine ? [context.Input(3)] : [];
        Extent count = x.Shape.Length / Groups;
        Value products = Add("products", new CentredProducts(), x, mean, dy);
        Value t = Add("normalized products", new Elementwise(new Variable("a") * new Variable("b"), EquatableArray.Of("a", "b")), products, inverse);
        if (context.Wants(0))
        {
            Value s = x.Shape.IsVector ? dy : Add("sums", new PixelSum(mean.Shape), dy);
            Value a = Add("average", new GroupAverage(Groups, count, Affine), [s, .. weight]), b = Add("slope", new GroupAverage(Groups, count, Affine), [t, .. weight]);
            context.Give(0, new GroupNormalizeInputGradient(Affine), [x, mean, inverse, dy, a, b, .. weight]);
        }

        if (Affine)
        {
            context.Give(3, new BiasGradient(), t);
            context.Give(4, new BiasGradient(), dy);
        }

        Value Add(string name, Operation operation, params Value[] values) => context.Add($"{name} of d{x.Name}", operation, ValueRole.Activation, values);
    }

    public override void Lower(Node node, Lowering lowering)
    {
        Tensor x = lowering.Read(node.Inputs[0], lowering.KindOf(node.Inputs[0]));
        Tensor[] vectors = node.Inputs.Skip(1).Take(2).Select(v => lowering.Read(v, LayoutKind.Blocked)).ToArray();
        Tensor y = lowering.Write(x.Layout.Kind);
        lowering.Call(
            GroupNormKernels.Normalize(x.Layout, vectors[0].Layout, y.Layout, Affine, Lowering.Fused(Epilogue)),
            [Lowering.Of(x), .. vectors.Select(Lowering.Of), .. node.Inputs.Skip(3).Select(p => Lowering.Of(lowering.Parameter(p))), Lowering.Of(y), new SamplesArgument()]);
        lowering.FinishApart(y, Epilogue);
    }
}

/// <summary>dx = inverse (w dy - a - xn b) with xn = (x - mean) inverse; inputs x, mean, inverse, dy, a, b and perhaps w.</summary>
internal sealed record GroupNormalizeInputGradient(bool Affine) : Operation
{
    public override string Name => "group normalize input gradient";

    public override bool WritesOver(int input) => input == 3;

    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    public override void Lower(Node node, Lowering lowering)
    {
        LayoutKind kind = lowering.KindOf(node.Inputs[0]);
        Tensor x = lowering.Read(node.Inputs[0], kind), dy = lowering.Read(node.Inputs[3], kind);
        Tensor[] vectors = new[] { 1, 2, 4, 5 }.Select(i => lowering.Read(node.Inputs[i], LayoutKind.Blocked)).ToArray();
        Tensor dx = lowering.Write(kind);
        lowering.Call(
            GroupNormKernels.InputGradient(x.Layout, vectors[0].Layout, dy.Layout, dx.Layout, Affine),
            [
                Lowering.Of(x), .. vectors.Select(Lowering.Of), Lowering.Of(dy), .. node.Inputs.Skip(6).Select(p => Lowering.Of(lowering.Parameter(p))),
                Lowering.Of(dx), new SamplesArgument(),
            ]);
    }
}
