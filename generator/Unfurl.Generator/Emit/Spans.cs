namespace Unfurl.Generator;

/// <summary>The spans a network's calls take, by the names users see: inputs in declared order, then outputs.</summary>
internal sealed class Spans
{
    private const string Gradient = "Gradient";
    private const string Flag = "wants";

    // Names that programs use for themselves.
    private static readonly HashSet<string> Taken =
    [
        "workspace", "scratchStart", "scratch", "weights", "packed", "packedBackward", "packedInference", "folded", "gradients", "samples", "pass", "loss", "labels", "targets",
        "value", "object", "n",
    ];

    private Spans(IEnumerable<Span> inputs, IEnumerable<Span> outputs) => (Inputs, Outputs) = (Laid(inputs), Laid(outputs));

    public IReadOnlyList<Span> Inputs { get; }

    public IReadOnlyList<Span> Outputs { get; }

    /// <summary>Whether there is one input and one output, the common case.</summary>
    public bool IsSingle => Inputs.Count == 1 && Outputs.Count == 1;

    /// <summary>Numbers of all inputs of a sample.</summary>
    public Extent InputLength => Sum(Inputs);

    /// <summary>Numbers of all outputs of a sample.</summary>
    public Extent OutputLength => Sum(Outputs);

    /// <summary>The flag that says whether the gradient of any input is wanted.</summary>
    public string WantsAny => Inputs.Count == 1 ? Wants(Inputs[0].Gradient) : Flag + "Gradients";

    public static Spans Of(Graph graph) => new(
        graph.Samples.Select(v => new Span(Identifier(v.Name), v.Name, v.Shape)), graph.Outputs.Select(r => new Span(Identifier(r.Name), r.Name, r.Value.Shape)));

    /// <summary>As far as a declaration with mistakes tells.</summary>
    public static Spans Of(NetworkSpec spec)
    {
        string[] inputs = spec.Inputs.Count == 0 ? ["input"] : spec.Inputs.Select(i => i.Name).ToArray();
        string[] outputs = spec.Outputs.Count == 0 ? ["output"] : spec.Outputs.Select(o => o.Name).ToArray();
        var taken = new HashSet<string>();
        return new Spans(inputs.Select(Empty).ToArray(), outputs.Select(Empty).ToArray());

        Span Empty(string name)
        {
            string own = LayerNames.Fault(name) is null ? Identifier(name) : "span";
            while (!taken.Add(own))
                own += "_";
            return new Span(own, name, Shape.Of(0));
        }
    }

    /// <summary>The flag that says whether a gradient is wanted.</summary>
    public string Wants(string gradient) => Flag + Literals.Pascal(gradient);

    /// <summary>The identifier of a buffer that lies in a caller's span.</summary>
    public static string Of(Buffer buffer) => buffer.Storage switch
    {
        Storage.InputGradient => Identifier(buffer.Name) + Gradient,
        Storage.OutputGradient => Identifier(Differentiator.OutputOf(buffer.Name)) + Gradient,
        _ => Identifier(buffer.Name),
    };

    /// <summary>Numbers of all spans of a sample.</summary>
    public static Extent Sum(IEnumerable<Span> spans) => spans.Aggregate((Extent)0, (sum, span) => sum + span.Length);

    private static Span[] Laid(IEnumerable<Span> spans)
    {
        var laid = new List<Span>();
        foreach (Span span in spans)
            laid.Add(span with { Offset = Sum(laid) });
        return laid.ToArray();
    }

    /// <summary>The identifier of a name: <c>left.eye</c> becomes leftEye.</summary>
    public static string Identifier(string name)
    {
        string word = Literals.Pascal(name);
        word = char.ToLowerInvariant(word[0]) + word.Substring(1);

        // Flags are called so.
        if (word.StartsWith(Flag, StringComparison.Ordinal))
            return "span" + Literals.Pascal(word);
        bool keyword = Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(word) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None;
        return keyword || Taken.Contains(word) ? word + "Span" : word;
    }
}

/// <summary>A span of samples.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Title">What the declaration calls it.</param>
/// <param name="Shape">Shape of one sample.</param>
internal sealed record Span(string Name, string Title, Shape Shape)
{
    public string Gradient => Name + "Gradient";

    /// <summary>Numbers of one sample.</summary>
    public Extent Length => Shape.Length;

    /// <summary>Numbers of a sample before it, where all stand in one span.</summary>
    public Extent Offset { get; init; }
}
