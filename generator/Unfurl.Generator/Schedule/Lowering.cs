namespace Unfurl.Generator;

/// <summary>What an operation plans its loops with: tensors to read and write, packed weights, scratch, and calls.</summary>
internal sealed class Lowering(Graph graph, ParameterTable parameters, PackPlan packs)
{
    private readonly Dictionary<Value, Tensor> _tensors = [];
    private readonly List<Copy> _copies = [];
    private readonly Dictionary<Value, Halo> _halos = FindHalos(graph);
    private readonly List<Step> _steps = [];
    private readonly List<Buffer> _buffers = [];

    /// <summary>The node being lowered.</summary>
    public Node? Node { get; set; }

    /// <summary>Whether it serves nothing but the gradient of the input.</summary>
    public bool ForInputGradient { get; set; }

    private Value Output => Node!.Output;

    private Section Section => Node?.Section ?? Section.Forward;

    private int Layer => Node?.Layer ?? 0;

    public IReadOnlyList<Step> Steps => _steps;

    public IReadOnlyList<Buffer> Buffers => _buffers;

    /// <summary>Every value in memory.</summary>
    public IReadOnlyDictionary<Value, Tensor> Tensors => _tensors;

    /// <summary>A value in the wanted layout, with the zeros around it that its readers asked for; copied if it lies otherwise.</summary>
    /// <param name="value">What to read.</param>
    /// <param name="kind">The layout, or null for any.</param>
    /// <param name="readable">Whole vectors are read.</param>
    public Tensor Read(Value value, LayoutKind? kind = null, bool readable = true)
    {
        Tensor tensor = _tensors[value];
        Halo halo = HaloOf(value);
        bool fits = (kind is null || tensor.Layout.Kind == kind) && (tensor.Layout.Readable || !readable)
            && (halo.IsNone || tensor.Layout.Halo == halo);
        if (fits)
            return tensor;
        LayoutKind target = kind ?? (value.Shape.IsVector ? LayoutKind.Blocked : tensor.Layout.Kind);
        if (_copies.FirstOrDefault(c => c.Value == value && c.Tensor.Layout.Kind == target && IsMadeBefore(c)) is { } made)
            return made.Tensor;
        Tensor copy = NewTensor(value, value.Name + " copy", target);
        Reorder(tensor, copy);
        _copies.Add(new Copy(value, copy, Section, ForInputGradient));
        return copy;
    }

    /// <summary>A vector, or a map as the vector of its numbers in (C, H, W) order.</summary>
    public Tensor ReadNatural(Value value)
    {
        Tensor tensor = _tensors[value];
        if (tensor.Layout.IsNatural)
            return tensor;
        Layout natural = NaturalInWorkspace(value.Shape);
        var copy = new Tensor(NewBuffer(value.Name + " flat", Storage.Workspace, natural.Length), natural);
        Reorder(tensor, copy);
        return copy;
    }

    /// <summary>Room for the node's output in the workspace; the zeros around it are written now.</summary>
    public Tensor Write(LayoutKind kind)
    {
        Tensor tensor = NewTensor(Output, Output.Name, Output.Shape.IsVector ? LayoutKind.Blocked : kind);
        _tensors.Add(Output, tensor);
        return tensor;
    }

    /// <summary>Room for the node's output in (C, H, W) order.</summary>
    public Tensor WriteNatural()
    {
        Layout natural = NaturalInWorkspace(Output.Shape);
        var tensor = new Tensor(NewBuffer(Output.Name, Storage.Workspace, natural.Length), natural);
        _tensors.Add(Output, tensor);
        return tensor;
    }

    /// <summary>The layout a value should be worked on in: the one it has, unless it lies in a caller's span.</summary>
    public LayoutKind KindOf(Value value)
    {
        Layout layout = _tensors[value].Layout;
        return layout.Readable ? layout.Kind
            : value.Shape.IsVector ? LayoutKind.Blocked : ConvolutionChoice.Choose(value.Shape, horizontalStride: 1);
    }

    /// <summary>The one number all losses are added to.</summary>
    public Buffer Loss() => new("loss", Storage.Loss, 1);

    /// <summary>The node's output is memory that exists already.</summary>
    public void Alias(Tensor tensor) => _tensors.Add(Output, tensor);

    /// <summary>A value the caller gives.</summary>
    public void Bind(Value value, Storage storage) =>
        _tensors.Add(value, new Tensor(new Buffer(value.Name, storage, value.Shape.Length), Layout.Natural(value.Shape)));

    /// <summary>A value the caller gives, kept in the workspace because it is read after the call that gave it.</summary>
    public void BindCopy(Value value, Storage storage)
    {
        Layout natural = NaturalInWorkspace(value.Shape);
        var copy = new Tensor(
            NewBuffer(value.Name, Storage.Workspace, natural.Length),
            value.Shape.IsVector ? Layout.Create(LayoutKind.Blocked, value.Shape, Halo.None) : natural);
        Reorder(new Tensor(new Buffer(value.Name, storage, value.Shape.Length), Layout.Natural(value.Shape)), copy);
        _tensors.Add(value, copy);
    }

    /// <summary>The part of a formula that may be spelled once for each register of a tile; what is too long for that is applied to the
    /// finished tensor by <see cref="FinishApart"/>: past some 24 expansions of tanh in one method the JIT stops inlining.</summary>
    public static Expression? Fused(Expression? formula) => formula is { Transcendentals: 0 } ? formula : null;

    /// <summary>Applies in place what <see cref="Fused"/> left out.</summary>
    public void FinishApart(Tensor tensor, Expression? formula)
    {
        if (formula is not null && Fused(formula) is null)
            Call(ElementwiseKernel.Create(formula, ["x"], [tensor.Layout], tensor.Layout), Of(tensor), Of(tensor), new SamplesArgument());
    }

    /// <summary>Memory for one call, not per sample.</summary>
    public Buffer Scratch(string name, int length) => NewBuffer(name, Storage.Scratch, Layout.RoundUp(length));

    public Buffer Parameter(Value value) => parameters.Find(value.Parameter!);

    public Buffer Gradient(Value value)
    {
        Buffer parameter = Parameter(value);
        return new Buffer(value.Name, Storage.Gradients, parameter.Length, parameter.Offset);
    }

    /// <summary>Weights in another layout, made when their version moves.</summary>
    public Buffer Packed(Value value, string variant, int length, Kernel kernel) => packs.Request(
        value.Parameter!, variant, Section is Section.Forward or Section.Loss ? Storage.PackedForward : Storage.PackedBackward, length, kernel);

    public void Reorder(Tensor source, Tensor target) =>
        Call(ReorderKernel.Create(source.Layout, target.Layout), Of(source), Of(target), new SamplesArgument());

    public void Call(Kernel kernel, params Argument[] arguments) =>
        Add(new KernelStep(Section, Layer, ForInputGradient, kernel, new EquatableArray<Argument>(arguments)), arguments);

    public void Draw(Buffer mask, double probability) =>
        Add(new MaskStep(Section, Layer, ForInputGradient, mask, probability), new BufferArgument(mask));

    public static Argument Of(Tensor tensor) => new BufferArgument(tensor.Buffer);

    public static Argument Of(Buffer buffer) => new BufferArgument(buffer);

    // Sections after the first are alternatives, and steps for the input's gradient may be left out: what they made cannot be relied on.
    private bool IsMadeBefore(Copy copy) =>
        (copy.Section == Section.Forward || copy.Section == Section) && (!copy.ForInputGradient || ForInputGradient);

    private static Layout NaturalInWorkspace(Shape shape) =>
        Layout.Natural(shape) with { Stretch = Layout.RoundUp(shape.Length) - shape.Length };

    private Halo HaloOf(Value value) => _halos.TryGetValue(value, out Halo halo) ? halo : Halo.None;

    private Tensor NewTensor(Value value, string name, LayoutKind kind)
    {
        Layout layout = Layout.Create(kind, value.Shape, HaloOf(value));
        var tensor = new Tensor(NewBuffer(name, Storage.Workspace, layout.Length), layout);
        if (!layout.Halo.IsNone || kind == LayoutKind.Planar)
            Call(ClearBorderKernel.Create(layout), Of(tensor), new SamplesArgument());
        return tensor;
    }

    private Buffer NewBuffer(string name, Storage storage, int length)
    {
        var buffer = new Buffer(name, storage, length);
        _buffers.Add(buffer);
        return buffer;
    }

    private void Add(Step step, params Argument[] arguments)
    {
        foreach (BufferArgument argument in arguments.OfType<BufferArgument>())
            argument.Buffer.Touch(_steps.Count);
        _steps.Add(step);
    }

    // Known before anything is lowered, so that producers leave room for what their readers will want.
    private static Dictionary<Value, Halo> FindHalos(Graph graph)
    {
        var halos = new Dictionary<Value, Halo>();
        foreach (Node node in graph.Nodes)
        {
            Shape[] shapes = node.Inputs.Select(i => i.Shape).ToArray();
            for (int i = 0; i < shapes.Length; i++)
            {
                halos.TryGetValue(node.Inputs[i], out Halo halo);
                halos[node.Inputs[i]] = halo.Union(node.Operation.Halo(i, shapes));
            }
        }

        return halos;
    }

    private sealed record Copy(Value Value, Tensor Tensor, Section Section, bool ForInputGradient);
}
