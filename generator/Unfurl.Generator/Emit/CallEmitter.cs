namespace Unfurl.Generator;

/// <summary>Writes a call of a network twice where it has several inputs or outputs: with a span for each, as users call it, and with one span for all, sample
/// after sample, as the interfaces do.</summary>
/// <param name="code">Where it is written.</param>
/// <param name="network">The network's name, as a literal.</param>
/// <param name="spans">Its inputs and outputs.</param>
internal sealed class CallEmitter(CodeWriter code, string network, Spans spans)
{
    private const string Reference = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
    private const string Labels = "global::System.ReadOnlySpan<int> labels", Targets = "global::System.ReadOnlySpan<float> targets";

    /// <summary>Writes the public call, and the interface's if its spans are others.</summary>
    /// <param name="contract">The interface, with its type argument.</param>
    /// <param name="call">What is written.</param>
    public void Write(string contract, SpanCall call)
    {
        Separate(call);
        if (!spans.IsSingle)
            Joined(contract, call);
    }

    /// <summary>Parameters of a call with a span for each input and output.</summary>
    public static string Parameters(SpanCall call) => string.Join(", ", call.Read.Select(s => $"global::System.ReadOnlySpan<float> {s.Name}")
        .Concat(call.TakesLabels ? [Labels, Targets] : [])
        .Concat(call.Written.Select(s => $"global::System.Span<float> {s.Name}")));

    private void Separate(SpanCall call)
    {
        code.Lines(call.Documentation);
        using (code.Block($"public {call.Returns} {call.Name}({Parameters(call)})"))
        {
            CountSamples(call, call.Read);
            foreach (Span span in call.Written)
            {
                string check = Length(span.Name, span);
                code.Line(call.WrittenMayBeEmpty ? $"if (!{span.Name}.IsEmpty)" : check);
                if (call.WrittenMayBeEmpty)
                    code.Line("    " + check);
            }

            string flags = call.WrittenMayBeEmpty ? Flags(call, s => $"!{s.Name}.IsEmpty") : "";
            Guarded(call, [], s => $"{Reference}({s.Name})", flags, []);
        }

        code.Line();
    }

    private void Joined(string contract, SpanCall call)
    {
        string read = call.ReadJoined, written = call.WrittenJoined;
        string parameters = string.Join(", ", new[] { $"global::System.ReadOnlySpan<float> {read}" }
            .Concat(call.TakesLabels ? [Labels, Targets] : [])
            .Concat(call.Written.Count > 0 ? [$"global::System.Span<float> {written}"] : []));
        int readLength = Spans.Sum(call.Read), writtenLength = Spans.Sum(call.Written);
        using (code.Block($"{call.Returns} {contract}.{call.Name}({parameters})"))
        {
            CountSamples(call, [new Span(read, read, Shape.Of(readLength))]);
            if (call.Written.Count > 0)
                code.Line((call.WrittenMayBeEmpty ? $"if (!{written}.IsEmpty) " : "") + Length(written, new Span(written, written, Shape.Of(writtenLength))));
            string[] before =
            [
                "ref float spans = ref __spans.Start(samples, out _);",
                .. call.Read.Select(s => InvariantText.Of($"global::Unfurl.CompilerServices.Joined.Take({read}, ref {At(s, 0)}, samples, {readLength}, {s.Offset}, {s.Length});")),
            ];
            string condition = call.WrittenMayBeEmpty ? $"if (!{written}.IsEmpty) " : "";
            string[] after = call.Written
                .Select(s => InvariantText.Of($"{condition}global::Unfurl.CompilerServices.Joined.Put({written}, ref {At(s, readLength)}, samples, {writtenLength}, {s.Offset}, {s.Length});"))
                .ToArray();
            string flags = call.WrittenMayBeEmpty ? Flags(call, _ => $"!{written}.IsEmpty") : "";
            Guarded(call, before, s => $"ref {At(s, call.Written.Contains(s) ? readLength : 0)}", flags, after);
        }

        code.Line();
    }

    private static string At(Span span, int start) => start + span.Offset == 0
        ? "spans"
        : InvariantText.Of($"global::System.Runtime.CompilerServices.Unsafe.Add(ref spans, (nint){start + span.Offset} * samples)");

    // One flag for any gradient, and one for each where there are several.
    private string Flags(SpanCall call, Func<Span, string> isWanted) => call.Written.Count == 1
        ? $", {isWanted(call.Written[0])}"
        : $", {string.Join(" || ", call.Written.Select(isWanted).Distinct())}" + string.Concat(call.Written.Select(s => $", {isWanted(s)}"));

    private void CountSamples(SpanCall call, IReadOnlyList<Span> read)
    {
        if (call.Samples is { } samples)
            code.Line($"int samples = {samples};");
        for (int i = 0; i < read.Count; i++)
        {
            code.Line(i == 0 && call.Samples is null
                ? $"int samples = global::Unfurl.CompilerServices.Arguments.Samples({network}, {Literals.String(read[i].Name)}, {read[i].Name}.Length, {read[i].Length});"
                : Length(read[i].Name, read[i]));
        }

        if (call.TakesLabels)
            code.Line("__CheckLabels(labels, targets, samples);");
    }

    private string Length(string name, Span span) =>
        InvariantText.Of($"global::Unfurl.CompilerServices.Arguments.Length({network}, {Literals.String(name)}, {name}.Length, samples, {span.Length});");

    private void Guarded(SpanCall call, string[] before, Func<Span, string> reference, string flags, string[] after)
    {
        code.Line($"__inference.Enter({network});");
        using (code.Block("try"))
        {
            foreach (string line in before.Concat(call.Body(call.Read.Select(reference).ToArray(), call.Written.Select(reference).ToArray(), flags)).Concat(after))
                code.Line(line);
            if (call.Returns != "void")
                code.Line("return loss;");
        }

        using (code.Block("finally"))
            code.Line("__inference.Exit();");
    }
}

/// <summary>A call of a network.</summary>
/// <param name="Name">The method.</param>
/// <param name="Documentation">Its XML documentation.</param>
/// <param name="Read">Spans it reads.</param>
/// <param name="Written">Spans it writes.</param>
/// <param name="ReadJoined">What the one span for all it reads is called.</param>
/// <param name="WrittenJoined">What the one span for all it writes is called.</param>
/// <param name="Body">The statements, from references to what is read and written and the flags of what is wanted.</param>
internal sealed record SpanCall(
    string Name,
    string Documentation,
    IReadOnlyList<Span> Read,
    IReadOnlyList<Span> Written,
    string ReadJoined,
    string WrittenJoined,
    Func<string[], string[], string, string[]> Body)
{
    public string Returns { get; init; } = "void";

    /// <summary>Where the number of samples comes from, if not from what is read.</summary>
    public string? Samples { get; init; }

    /// <summary>Whether it takes labels and targets.</summary>
    public bool TakesLabels { get; init; }

    /// <summary>Whether an empty span means "not wanted".</summary>
    public bool WrittenMayBeEmpty { get; init; }
}
