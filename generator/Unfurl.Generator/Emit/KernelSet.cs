namespace Unfurl.Generator;

/// <summary>The kernels of a network, each text once: layers whose plans differ only in sizes share it and pass theirs as a type argument.</summary>
/// <param name="owner">The class they are written into.</param>
internal sealed class KernelSet(string owner)
{
    // Registers: 32 with AVX-512, 16 below; arm64 has 32, but takes the plan that fits both.
    private static readonly (int Lanes, int Registers)[] Widths = [(16, 32), (8, 16), (4, 16)];

    private readonly Dictionary<string, KernelText> _byText = [];
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<(KernelText, string), string> _sizes = [];

    public IEnumerable<KernelText> Kernels => _byText.Values;

    /// <summary>The method to call with its type argument, without its arguments.</summary>
    public string Add(Kernel kernel, string caller)
    {
        var bodies = kernel.Widths
            ? Widths.Select(w => (w.Lanes, Plan: kernel.Plan(w.Lanes, w.Registers))).ToArray()
            : [(Lanes: 1, Plan: kernel.Plan(1, 16))];
        SortedDictionary<string, int> sizes = SizeFinder.Find(bodies.SelectMany(b => b.Plan));
        KernelBody[] texts = bodies.Select(b => Body(b.Lanes, b.Plan)).ToArray();
        string key = kernel.Formula + string.Join("\n", kernel.Parameters) + string.Concat(texts.Select(t => t.Text)) + string.Join(",", sizes.Keys);
        if (!_byText.TryGetValue(key, out KernelText? text))
            _byText.Add(key, text = new KernelText(Unique(kernel.Name), kernel, sizes.Keys.ToArray(), texts));
        if (sizes.Count == 0)
            return $"{owner}.{text.Name}";
        string values = string.Join(",", sizes.Values.Select(v => InvariantText.Of($"{v}")));
        if (!_sizes.TryGetValue((text, values), out string? type))
        {
            _sizes.Add((text, values), type = Unique($"{text.Name}_{Literals.Pascal(caller)}"));
            text.Users.Add(new KernelSizes(type, sizes.Values.ToArray()));
        }

        return $"{owner}.{text.Name}<{owner}.{type}>";
    }

    private static KernelBody Body(int lanes, IReadOnlyList<Statement> plan)
    {
        var code = new CodeWriter();
        StatementText.Write(code, plan);
        return new KernelBody(lanes, code.ToString(), SizeFinder.Find(plan).Keys.ToArray());
    }

    private string Unique(string name)
    {
        _names.TryGetValue(name, out int count);
        _names[name] = count + 1;
        return count == 0 ? name : InvariantText.Of($"{name}_{count + 1}");
    }
}

/// <summary>A kernel as text.</summary>
internal sealed record KernelText(string Name, Kernel Kernel, string[] Sizes, KernelBody[] Bodies)
{
    public List<KernelSizes> Users { get; } = [];
}

/// <summary>A kernel's text at one width, and the sizes it mentions.</summary>
internal sealed record KernelBody(int Lanes, string Text, string[] Sizes);

/// <summary>The sizes of one layer.</summary>
internal sealed record KernelSizes(string Type, int[] Values);
