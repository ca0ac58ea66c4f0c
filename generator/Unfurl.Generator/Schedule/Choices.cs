namespace Unfurl.Generator;

/// <summary>Candidates meet choices here: of each kernel the cost model's, unless a schedule file names another candidate. Notes what could be chosen.</summary>
/// <remarks>Belongs to one compilation of one network, and is asked in the order of its kernels.</remarks>
/// <param name="given">What the file says.</param>
internal sealed class Choices(EquatableArray<KernelChoice> given)
{
    // Those that come later stand above those before them.
    private readonly Dictionary<(int Lanes, string Kernel), string> _given = given
        .OrderBy(c => c.Set)
        .GroupBy(c => (LanesOf(c.Set), c.Kernel))
        .ToDictionary(g => g.Key, g => g.Last().Choice);

    private readonly Dictionary<(int Lanes, string Kernel), Question> _questions = [];

    /// <summary>No file: the cost model decides, and nothing is noted.</summary>
    public static readonly Choices None = new(default);

    /// <summary>Whether questions are noted although no file answers any.</summary>
    public bool IsNoting { get; init; }

    /// <summary>The layer whose kernel is planned, which questions note; -1 for none.</summary>
    public int Layer { get; set; } = -1;

    /// <summary>What was asked, in the order it was asked first.</summary>
    public IEnumerable<Question> Questions => _questions.Values;

    /// <summary>Numbers in a vector of an instruction set; 0 for what all share.</summary>
    public static int LanesOf(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => 16,
        InstructionSet.Avx2 => 8,
        InstructionSet.Sse or InstructionSet.Neon => 4,
        _ => 0,
    };

    /// <summary>The candidate that the file names, or the cost model's.</summary>
    /// <param name="lanes">Numbers in a vector; 0 for a choice that all widths share.</param>
    /// <param name="kernel">What the file calls the kernel.</param>
    /// <param name="candidates">What is possible; at least one.</param>
    /// <param name="byCostModel">What it is otherwise.</param>
    /// <param name="text">What the file calls a candidate.</param>
    public T Choose<T>(int lanes, string kernel, IReadOnlyList<T> candidates, Func<IReadOnlyList<T>, T> byCostModel, Func<T, string> text)
    {
        if (!IsNoting && _given.Count == 0)
            return byCostModel(candidates);
        string[] texts = candidates.Select(text).ToArray();
        int named = _given.TryGetValue((lanes, kernel), out string? choice) ? Array.IndexOf(texts, choice) : -1;
        T chosen = named < 0 ? byCostModel(candidates) : candidates[named];
        if (!_questions.TryGetValue((lanes, kernel), out Question? question))
            _questions.Add((lanes, kernel), question = new Question(lanes, kernel, text(chosen)));
        question.Candidates.AddRange(texts.Except(question.Candidates));
        if (Layer >= 0)
            question.Layers.Add(Layer);
        return chosen;
    }

    /// <summary>Lines that say nothing about this network: of no kernel, or none of its candidates.</summary>
    public IEnumerable<UnusedChoice> Unused => given
        .Select(c => new UnusedChoice(c, _questions.TryGetValue((LanesOf(c.Set), c.Kernel), out Question? question) ? question.Candidates.ToEquatable() : null))
        .Where(u => u.Candidates is not { } candidates || !candidates.Contains(u.Choice.Choice));

    /// <summary>Something to choose.</summary>
    /// <param name="Lanes">Numbers in a vector; 0 for what all widths share.</param>
    /// <param name="Kernel">Of which kernel.</param>
    /// <param name="Chosen">What was chosen.</param>
    internal sealed record Question(int Lanes, string Kernel, string Chosen)
    {
        /// <summary>What could have been: of all kernels that are called so.</summary>
        public List<string> Candidates { get; } = [];

        /// <summary>The layers that call it, where kernels were planned one by one.</summary>
        public SortedSet<int> Layers { get; } = [];
    }
}

/// <summary>A line of a schedule file that has no effect.</summary>
/// <param name="Choice">The line.</param>
/// <param name="Candidates">What it could say; null if the network has no such kernel.</param>
internal sealed record UnusedChoice(KernelChoice Choice, EquatableArray<string>? Candidates);
