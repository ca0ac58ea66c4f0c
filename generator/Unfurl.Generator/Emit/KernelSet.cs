namespace Unfurl.Generator;

/// <summary>The kernels of a network, each text once: layers whose plans differ only in sizes share it and pass theirs, as a type argument where the compiler
/// shall and can know them, else as numbers. Texts are shared width by width: two layers may differ in one and agree in the others.</summary>
internal sealed class KernelSet
{
    // Registers: 32 with AVX-512, 16 below; arm64 has 32, but takes the plan that fits both.
    private static readonly (int Lanes, int Registers)[] Widths = [(16, 32), (8, 16), (4, 16)];

    /// <summary>Vector registers where vectors have that many lanes.</summary>
    public static int RegistersOf(int lanes) => Widths.First(w => w.Lanes == lanes).Registers;

    private readonly Dictionary<string, KernelMethod> _methods = [];
    private readonly Dictionary<string, KernelDispatch> _dispatches = [];
    private readonly Dictionary<string, SizeContract> _contracts = [];

    private readonly Dictionary<object, Known> _known = [];

    // Programs stand in the same class.
    private readonly Dictionary<string, int> _names = ProgramEmitter.Methods.ToDictionary(m => m, _ => 1);

    public IEnumerable<KernelDispatch> Kernels => _dispatches.Values;

    /// <summary>The method to call with its type argument, and the sizes that go behind its arguments.</summary>
    public KernelCall Add(Kernel kernel, string caller)
    {
        if (kernel.Identity is null || !_known.TryGetValue(kernel.Identity, out Known? known))
        {
            known = Write(kernel);
            if (kernel.Identity is not null)
                _known.Add(kernel.Identity, known);
        }

        (KernelDispatch dispatch, IReadOnlyDictionary<string, Extent> sizes) = known;
        SizeContract contract = dispatch.Contract;
        string? type = contract.IsType
            ? contract.TypeOf(contract.Constants.Select(s => (int)sizes[s]).ToArray(), () => Unique($"{kernel.Name}_{Literals.Pascal(caller)}"))
            : null;
        return new KernelCall(dispatch, type, contract.Arguments.Select(s => (s, sizes[s])).ToArray());
    }

    private Known Write(Kernel kernel)
    {
        Spelled[] plans = kernel.Widths ? Widths.Select(w => Spell(kernel, w.Lanes, w.Registers)).ToArray() : [Spell(kernel, 1, 16)];
        var sizes = new SortedDictionary<string, Extent>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, Extent> size in plans.SelectMany(p => p.Sizes))
        {
            if (sizes.TryGetValue(size.Key, out Extent other) && other != size.Value)
                throw new InvalidGraphException("lowering", $"the size {size.Key} is both {other} and {size.Value}");
            sizes[size.Key] = size.Value;
        }

        SizeContract contract = Contract(kernel, sizes);
        KernelMethod[] methods = plans.Select(p => Method(kernel, contract, p)).ToArray();
        string key = string.Join("\n", methods.Select(m => m.Name));
        if (!_dispatches.TryGetValue(key, out KernelDispatch? dispatch))
        {
            string name = methods.Length == 1 ? methods[0].Name : Unique(kernel.Name);
            _dispatches.Add(key, dispatch = new KernelDispatch(name, kernel, contract, methods, plans.Any(p => p.IsShared)));
        }

        return new Known(dispatch, sizes);
    }

    private static Spelled Spell(Kernel kernel, int lanes, int registers)
    {
        var code = new CodeWriter();
        var text = new StatementText(code);
        text.Write(kernel.Plan(lanes, registers));
        return new Spelled(lanes, code.ToString(), text.Sizes, text.IsShared);
    }

    // Kernels of one kind that mention the same sizes take them in the same way.
    private SizeContract Contract(Kernel kernel, IReadOnlyDictionary<string, Extent> sizes)
    {
        string[] constants = kernel.IsSpecialised ? sizes.Where(s => s.Value.IsFixed).Select(s => s.Key).ToArray() : [];
        string[] arguments = sizes.Keys.Except(constants).ToArray();
        bool isType = constants.Length > 0;
        string key = (isType ? kernel.Name : "") + string.Join(",", constants) + (isType && arguments.Length > 0 ? ";" : "") + string.Join(",", arguments);
        if (!_contracts.TryGetValue(key, out SizeContract? contract))
            _contracts.Add(key, contract = new SizeContract(isType ? Unique($"I{kernel.Name}") : null, constants, arguments));
        return contract;
    }

    private KernelMethod Method(Kernel kernel, SizeContract contract, Spelled plan)
    {
        string key = kernel.Formula + string.Join("\n", kernel.Parameters) + plan.Text + contract.Name + string.Join(",", contract.Constants.Concat(contract.Arguments));
        if (!_methods.TryGetValue(key, out KernelMethod? method))
        {
            string name = Unique(plan.Lanes == 1 ? kernel.Name : InvariantText.Of($"{kernel.Name}_{LaneText.Bits(plan.Lanes)}"));
            _methods.Add(key, method = new KernelMethod(name, plan.Text, plan.Sizes.Keys.ToArray()));
        }

        return method;
    }

    private string Unique(string name)
    {
        _names.TryGetValue(name, out int count);
        _names[name] = count + 1;
        return count == 0 ? name : InvariantText.Of($"{name}_{count + 1}");
    }

    private sealed record Known(KernelDispatch Dispatch, IReadOnlyDictionary<string, Extent> Sizes);

    private sealed record Spelled(int Lanes, string Text, IReadOnlyDictionary<string, Extent> Sizes, bool IsShared);
}

/// <summary>How a kernel is called.</summary>
/// <param name="Kernel">What is called.</param>
/// <param name="Type">The type with the sizes, if they are a type.</param>
/// <param name="Sizes">The sizes it takes behind its other arguments.</param>
internal sealed record KernelCall(KernelDispatch Kernel, string? Type, (string Name, Extent Value)[] Sizes)
{
    /// <summary>Whether threads may share it.</summary>
    public bool IsShared => Kernel.IsShared;

    /// <summary>The statement, on one thread.</summary>
    public string With(IEnumerable<string> arguments) => With(arguments, "Alone", "default", (_, size) => size.ToString());

    /// <summary>The statement, on those that share.</summary>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="share">The type of a thread's share.</param>
    /// <param name="own">This thread's.</param>
    /// <param name="spell">A size of a name.</param>
    public string With(IEnumerable<string> arguments, string share, string own, Func<string, Extent, string> spell)
    {
        string[] types = [.. Type is null ? [] : new[] { Type }, .. IsShared ? new[] { share } : []];
        IEnumerable<string> all = arguments.Concat(Sizes.Select(s => spell(s.Name, s.Value))).Concat(IsShared ? [own] : []);
        return $"{Kernel.Name}{(types.Length == 0 ? "" : $"<{string.Join(", ", types)}>")}({string.Join(", ", all)});";
    }
}

/// <summary>A kernel for all widths: a method that chooses, or the one there is.</summary>
/// <param name="Name">The method.</param>
/// <param name="Kernel">A kernel of this text.</param>
/// <param name="Contract">The sizes it takes.</param>
/// <param name="Methods">Its methods, for each width.</param>
/// <param name="IsShared">Whether threads may share it.</param>
internal sealed record KernelDispatch(string Name, Kernel Kernel, SizeContract Contract, KernelMethod[] Methods, bool IsShared);

/// <summary>A kernel's text at one width, and the sizes it mentions.</summary>
internal sealed record KernelMethod(string Name, string Text, string[] Sizes);

/// <summary>The sizes some kernels take, and the layers' own where they are types.</summary>
/// <param name="name">The interface of those that are constants; null where there are none.</param>
/// <param name="constants">Names of those that are members of a type.</param>
/// <param name="arguments">Names of those that stand behind the other arguments.</param>
internal sealed class SizeContract(string? name, string[] constants, string[] arguments)
{
    private readonly Dictionary<string, string> _types = [];

    public string? Name { get; } = name;

    public string[] Constants { get; } = constants;

    public string[] Arguments { get; } = arguments;

    public bool IsType => Name is not null;

    /// <summary>The layers' types, and their sizes in order.</summary>
    public List<(string Type, int[] Values)> Types { get; } = [];

    public string TypeOf(int[] values, Func<string> unique)
    {
        string key = Literals.List(values);
        if (!_types.TryGetValue(key, out string? type))
        {
            _types.Add(key, type = unique());
            Types.Add((type, values));
        }

        return type;
    }
}
