namespace Unfurl.Generator;

/// <summary>Writes a loop plan for one vector width, statement by statement.</summary>
internal sealed class LoopBuilder(int lanes, int registers, IEnumerable<string> parameters)
{
    private readonly Stack<List<Statement>> _open = new([[]]);
    private readonly Stack<Dictionary<string, LaneLocal>> _scopes = new([[]]);
    private readonly Dictionary<string, int> _names = parameters.ToDictionary(p => p, _ => 1);

    /// <summary>Numbers in a vector: 16, 8, 4, or 1 for scalar plans.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>Vector registers of the instruction set.</summary>
    public int Registers { get; } = registers;

    /// <inheritdoc cref="Kernel.IsStrict"/>
    public bool IsStrict { get; init; }

    /// <inheritdoc cref="Kernel.Choices"/>
    public Choices Choices { get; init; } = Choices.None;

    /// <summary>Vectors in a block of 16 channels.</summary>
    public int VectorsPerBlock => Layout.Block / Lanes;

    public IReadOnlyList<Statement> Statements => _open.Peek();

    public void For(string name, Index from, Index to, Index step, Action<LoopVariable> body)
    {
        var variable = new LoopVariable(Unique(name));
        Add(new Loop(variable, from, to, step, Inside(() => body(variable))));
    }

    public void For(string name, Index to, Action<LoopVariable> body) => For(name, 0, to, 1, body);

    /// <summary>A loop whose turns threads may share.</summary>
    public void Shared(string name, Index to, Action<LoopVariable> body) => Shared([Axis(name, to, 1)], v => body(v[0]));

    /// <summary>Two nested loops whose turns threads may share.</summary>
    public void Shared(string outer, Index outerTo, string inner, Index innerTo, Index innerStep, Action<LoopVariable, LoopVariable> body) =>
        Shared([Axis(outer, outerTo, 1), Axis(inner, innerTo, innerStep)], v => body(v[0], v[1]));

    /// <summary>Three nested loops whose turns threads may share.</summary>
    public void Shared(
        string outer, Index outerTo, string middle, Index middleTo, Index middleStep, string inner, Index innerTo, Index innerStep,
        Action<LoopVariable, LoopVariable, LoopVariable> body) =>
        Shared([Axis(outer, outerTo, 1), Axis(middle, middleTo, middleStep), Axis(inner, innerTo, innerStep)], v => body(v[0], v[1], v[2]));

    private SharedAxis Axis(string name, Index to, Index step) => new(
        new LoopVariable(Unique(name)), to, step, new LoopVariable(Unique(name + "From")), new LoopVariable(Unique(name + "End")));

    private void Shared(SharedAxis[] axes, Action<LoopVariable[]> body) =>
        Add(new SharedLoops(axes, Inside(() => body(axes.Select(a => a.Variable).ToArray()))));

    private IReadOnlyList<Statement> Inside(Action body)
    {
        _open.Push([]);
        _scopes.Push([]);
        body();
        _scopes.Pop();
        return _open.Pop();
    }

    public Pointer Point(string name, Pointer origin, Index offset)
    {
        var pointer = new Pointer(Unique(name));
        Add(new DeclarePointer(pointer, origin, offset));
        return pointer;
    }

    /// <summary>Numbers that stand in the code.</summary>
    public Pointer Table(string name, EquatableArray<float> numbers)
    {
        var pointer = new Pointer(Unique(name));
        Add(new DeclareTable(pointer, numbers));
        return pointer;
    }

    public LoopVariable Let(string name, Index value)
    {
        var variable = new LoopVariable(Unique(name));
        Add(new DeclareIndex(variable, value));
        return variable;
    }

    public LaneLocal Let(string name, Lane value)
    {
        var local = new LaneLocal(Unique(name), value.Lanes);
        Add(new DeclareLane(local, value));
        return local;
    }

    /// <summary>A passing value: the local of that name if one is in scope, else a new one. Fewer locals, shorter text, the same machine code.</summary>
    public LaneLocal Pass(string name, Lane value)
    {
        foreach (Dictionary<string, LaneLocal> scope in _scopes)
        {
            if (scope.TryGetValue(name, out LaneLocal? local))
            {
                Assign(local, value);
                return local;
            }
        }

        LaneLocal fresh = Let(name, value);
        _scopes.Peek().Add(name, fresh);
        return fresh;
    }

    public void Assign(LaneLocal local, Lane value) => Add(new AssignLane(local, value));

    public void Advance(Pointer pointer, Index offset)
    {
        if (offset is not Literal { Value: 0 })
            Add(new Advance(pointer, offset));
    }

    /// <summary>Calls <paramref name="body"/> for each vector of a block of 16 channels, with the block and where in it the vector starts.</summary>
    public void OverVectors(Index block, Action<(Index Block, Index Offset)> body)
    {
        if (VectorsPerBlock == 1)
            body((block, 0));
        else
            For("lane", 0, Layout.Block, Lanes, lane => body((block, lane)));
    }

    public void Store(Pointer pointer, Index offset, Lane value) => Add(new StoreLane(pointer, offset, value));

    /// <summary>memory += value.</summary>
    public void AddTo(Pointer pointer, Index offset, Lane value) =>
        Store(pointer, offset, new LaneLoad(pointer, offset, value.Lanes) + value);

    public Lane Load(Pointer pointer, Index offset, int step = 1) => new LaneLoad(pointer, offset, Lanes, step);

    public Lane LoadScalar(Pointer pointer, Index offset) => new LaneLoad(pointer, offset, 1);

    /// <summary>One number of memory in every lane.</summary>
    public Lane Broadcast(Pointer pointer, Index offset) => Spread(LoadScalar(pointer, offset));

    public Lane Spread(Lane scalar) => Lanes == 1 ? scalar : new LaneSpread(scalar, Lanes);

    public Lane Constant(float value) => new LaneConstant(value, Lanes);

    public Lane Zero => Constant(0);

    public void Remark(string text) => Add(new Remark(text));

    public void Add(Statement statement) => _open.Peek().Add(statement);

    /// <summary>The sum of 16 partial sums that stand in as many vectors as that takes: 8 and 8 are added, 4 and 4, 2 and 2, 1 and 1, whatever the width.</summary>
    public LaneLocal SumAcross(string name, IReadOnlyList<Lane> sums)
    {
        while (sums.Count > 1)
            sums = [.. sums.Take(sums.Count / 2).Zip(sums.Skip(sums.Count / 2), (a, b) => a + b)];
        return Let(name, Lane.Of("sum", sums[0]));
    }

    /// <summary>A formula over lanes, <c>x</c> and its like given by name.</summary>
    public Lane Apply(Expression formula, Func<string, Lane> variables) => FormulaLowering.Lower(this, formula, variables);

    // Names are unique in the whole kernel: C# scopes would clash, and a reader should not meet two things of one name.
    private string Unique(string name)
    {
        _names.TryGetValue(name, out int count);
        _names[name] = count + 1;
        return count == 0 ? name : name + "_" + (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
