namespace Unfurl.Generator;

/// <summary>What an operation plans its loops with: tensors to read and write, packed weights, scratch, and calls.</summary>
internal sealed class Lowering
{
    private readonly PackPlan _packs;
    private readonly Placement _placement;
    private readonly HaloTable _halos;
    private readonly Readers _readers;
    private readonly Dictionary<Value, Tensor> _tensors = [];
    private readonly Dictionary<Value, Tensor> _homes = [];
    private readonly Dictionary<Value, Buffer> _statistics = [];
    private readonly MadeCopies _copies = new();
    private readonly List<Step> _steps = [];
    private readonly List<Buffer> _buffers = [];

    public Lowering(Graph graph, Readers readers, PackPlan packs, ScheduleOptions options)
    {
        _packs = packs;
        _readers = readers;
        Options = options;
        _placement = new Placement(graph);
        _halos = new HaloTable(graph, _placement);
    }

    public ScheduleOptions Options { get; }

    /// <summary>Floats of packed weights that only inference has, so far.</summary>
    public long PackedForInference { get; private set; }

    /// <summary>The node being lowered.</summary>
    public Node? Node { get; set; }

    /// <summary>Whether it serves nothing but the gradient of the input.</summary>
    public bool ForInputGradient { get; set; }

    /// <summary>The only reader of the node's output, if all it does is to pool squares of it, and nothing is learned from what it pools.</summary>
    public (Node Reader, SquarePool Pool)? PoolBehind =>
        Options.IsInference && _readers.Count(Output) == 1 && _readers.Nodes(Output).FirstOrDefault() is { } reader && reader.Operation.AsSquarePool(Output.Shape) is { } pool
            ? (reader, pool)
            : null;

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
        bool fits = (kind is null || tensor.Layout.Kind == kind) && (tensor.Layout.Readable || !readable) && tensor.Layout.Halo.Covers(_halos.Of(value));
        if (fits)
            return tensor;

        // What has to be copied anyway may as well lie as most kernels like it, if it fills blocks.
        LayoutKind target = kind ?? (value.Shape.IsVector || value.Shape.Channels >= Layout.Block ? LayoutKind.Blocked : tensor.Layout.Kind);
        if (_copies.Find(value, target, Section, ForInputGradient) is { } made)
            return made;
        Tensor copy = NewCopy(tensor, value.Name + " copy", Layout.Create(target, value.Shape, _halos.Of(value)));
        _copies.Add(value, copy, Section, ForInputGradient);
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

    /// <summary>A map with vectors along the channels, and as many zeros around it: copied if it lies otherwise.</summary>
    public Tensor InBlocks(Tensor tensor)
    {
        Layout layout = tensor.Layout.InBlocks();
        if (layout == tensor.Layout)
            return tensor;
        return NewCopy(tensor, tensor.Buffer.Name + " in blocks", layout);
    }

    /// <summary>A value where nothing the caller has can change it: copied if it lies in a caller's span.</summary>
    public Tensor Safe(Value value)
    {
        Tensor tensor = _tensors[value];
        if (tensor.Buffer.Storage != Storage.Input)
            return tensor;
        Layout natural = NaturalInWorkspace(value.Shape);
        var copy = new Tensor(NewBuffer(value.Name + " safe", Storage.Workspace, natural.Length), natural);
        Reorder(tensor, copy);
        return copy;
    }

    /// <summary>Room for the node's output in the workspace, where it has its home if the layout permits; the zeros around it are there.</summary>
    public Tensor Write(LayoutKind kind) => Write(Output, kind);

    /// <summary>The same for the output of the node's only reader, whose work is done with it.</summary>
    public Tensor WriteFor(Node reader, LayoutKind kind) => Write(reader.Output, kind);

    /// <summary>Room for the node's output in (C, H, W) order.</summary>
    public Tensor WriteNatural()
    {
        Layout natural = NaturalInWorkspace(Output.Shape);
        var tensor = new Tensor(NewBuffer(Output.Name, Storage.Workspace, natural.Length), natural);
        _tensors.Add(Output, tensor);
        return tensor;
    }

    /// <summary>Room for numbers of the whole batch, each row on a cache line.</summary>
    public Buffer WriteStatistic()
    {
        Buffer buffer = Scratch(Output.Name, Output.Shape.Sizes[0] * Layout.RoundUp(Output.Shape.Sizes[1]));
        _statistics.Add(Output, buffer);
        return buffer;
    }

    /// <summary>The layout a value should be worked on in: the one it has, unless it lies in a caller's span.</summary>
    public LayoutKind KindOf(Value value)
    {
        Layout layout = _tensors[value].Layout;
        return layout.Readable ? layout.Kind
            : value.Shape.IsVector ? LayoutKind.Blocked : ConvolutionChoice.Choose(value.Shape, horizontalStride: 1);
    }

    /// <summary>The layout for a result of several inputs: that of its home if something lives there already, else that of the first input.</summary>
    public LayoutKind KindOfResult(Value firstInput) =>
        _homes.TryGetValue(_placement.Root(Output).Value, out Tensor? home) ? home.Layout.Kind : KindOf(firstInput);

    /// <summary>Whether a value was written right where it stands in a larger one.</summary>
    public bool IsPart(Value value, Tensor whole, int channel) => whole.Part(channel, value.Shape.Channels) is { } part && part == _tensors[value];

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
    public Buffer Scratch(string name, Extent length) => NewBuffer(name, Storage.Scratch, Layout.RoundUp(length));

    /// <summary>Memory of each thread for one call: what a shared loop writes outside its result.</summary>
    public Buffer Own(string name, Extent length) => NewBuffer(name, Storage.Own, Layout.RoundUp(length));

    /// <summary>Weights, or what is derived from them, in natural layout.</summary>
    public Buffer Parameter(Value value) => _packs.Find(value);

    /// <summary>Numbers of the whole batch.</summary>
    public Buffer Statistic(Value value) => _statistics[value];

    public Buffer Gradient(Value value)
    {
        Buffer parameter = Parameter(value);
        return new Buffer(value.Name, Storage.Gradients, parameter.Length, parameter.Offset);
    }

    /// <summary>Weights in another layout, made when their version moves.</summary>
    public Buffer Packed(Value value, string variant, int length, Kernel kernel) => _packs.Request(
        value, variant, Section is Section.Forward or Section.Loss ? Storage.PackedForward : Storage.PackedBackward, length, kernel);

    /// <summary>Weights in a layout that inference alone reads: it is not made while training.</summary>
    public Buffer PackedOnce(Value value, string variant, int length, Kernel kernel)
    {
        PackedForInference += length;
        return _packs.Request(value, variant, Storage.PackedInference, length, kernel);
    }

    /// <summary>The node's output is computed from weights alone, whenever they change.</summary>
    public void Derive(Kernel kernel) => _packs.Derive(Output, kernel, Node!.Inputs.Select(_packs.Find).ToArray());

    public void Reorder(Tensor source, Tensor target) =>
        Call(ReorderKernel.Create(source.Layout, target.Layout), Of(source), Of(target), new SamplesArgument());

    /// <summary>A copy of a value in (C, H, W) order, sample after sample, that stays to the end.</summary>
    public Buffer Keep(Value value, string name)
    {
        Buffer buffer = NewBuffer(name + " kept", Storage.Workspace, Layout.RoundUp(value.Shape.Length));
        Reorder(_tensors[value], new Tensor(buffer, Layout.Natural(value.Shape)));
        buffer.Last = int.MaxValue;
        return buffer;
    }

    /// <summary>Copies channels of one map to others of another.</summary>
    public void CopyChannels(Tensor source, int sourceFirst, Tensor target, int targetFirst, int channels)
    {
        if (source.Part(sourceFirst, channels) is { } from && target.Part(targetFirst, channels) is { } to)
            Reorder(from, to);
        else
            Call(ReorderKernel.Channels(source.Layout, sourceFirst, target.Layout, targetFirst, channels), Of(source), Of(target), new SamplesArgument());
    }

    public void Call(Kernel kernel, params Argument[] arguments) =>
        Add(new KernelStep(Section, Layer, ForInputGradient, kernel with { IsStrict = Options.IsStrict, Choices = Options.Choices }, new EquatableArray<Argument>(arguments)), arguments);

    public void Draw(Buffer target, Draw draw) => Add(new DrawStep(Section, Layer, ForInputGradient, target, draw), new BufferArgument(target));

    public static Argument Of(Tensor tensor) => new BufferArgument(tensor.Buffer, tensor.Offset);

    public static Argument Of(Buffer buffer) => new BufferArgument(buffer);

    private static Layout NaturalInWorkspace(Shape shape) =>
        Layout.Natural(shape) with { Stretch = Layout.RoundUp(shape.Length) - shape.Length };

    private Tensor Write(Value output, LayoutKind kind)
    {
        kind = output.Shape.IsVector ? LayoutKind.Blocked : kind;
        Tensor tensor = AtHome(output, kind) ?? NewTensor(output, output.Name, kind);
        _tensors.Add(output, tensor);
        return tensor;
    }

    // The first tenant that fits opens the home, in its own kind of layout; those that want another kind stay outside and are copied in.
    private Tensor? AtHome(Value output, LayoutKind kind)
    {
        (Value root, int channel) = _placement.Root(output);
        if (_homes.TryGetValue(root, out Tensor? home))
            return home.Layout.Kind == kind ? home.Part(channel, output.Shape.Channels) : null;
        if (Layout.Create(kind, root.Shape, Halo.None).Part(channel, output.Shape.Channels) is null)
            return null;
        _homes.Add(root, home = NewTensor(root, root.Name, kind));
        return home.Part(channel, output.Shape.Channels);
    }

    private Tensor NewTensor(Value value, string name, LayoutKind kind) => NewTensor(name, Layout.Create(kind, value.Shape, _halos.Of(value)));

    private Tensor NewTensor(string name, Layout layout)
    {
        var tensor = new Tensor(NewBuffer(name, Storage.Workspace, layout.Length), layout);
        if (!layout.Halo.IsNone || layout.Kind == LayoutKind.Planar)
            Call(ClearBorderKernel.Create(layout), Of(tensor), new SamplesArgument());
        return tensor;
    }

    private Tensor NewCopy(Tensor source, string name, Layout layout)
    {
        if (ReorderKernel.WithBorder(source.Layout, layout) is { } kernel)
        {
            var copy = new Tensor(NewBuffer(name, Storage.Workspace, layout.Length), layout);
            Call(kernel, Of(source), Of(copy), new SamplesArgument());
            return copy;
        }

        Tensor target = NewTensor(name, layout);
        Reorder(source, target);
        return target;
    }

    private Buffer NewBuffer(string name, Storage storage, Extent length)
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
}
