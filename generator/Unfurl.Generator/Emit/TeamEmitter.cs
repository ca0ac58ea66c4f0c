namespace Unfurl.Generator;

/// <summary>Writes how a network runs its forward pass: alone, or with a team of threads.</summary>
/// <remarks>A team works on copies of the caller's spans, in memory that never moves: the caller's may, as soon as it has returned, and a thread that comes late may
/// still hold references then.</remarks>
/// <param name="code">Where it is written.</param>
/// <param name="network">The class.</param>
/// <param name="program">The forward pass.</param>
/// <param name="read">Spans it reads.</param>
/// <param name="written">Spans it writes.</param>
/// <param name="sizes">The sizes it is given with them.</param>
internal sealed class TeamEmitter(CodeWriter code, string network, ProgramCall program, IReadOnlyList<Span> read, IReadOnlyList<Span> written, SizeArguments sizes)
{
    private const string Services = "global::Unfurl.CompilerServices.";

    private readonly Extent _readLength = Spans.Sum(read), _length = Spans.Sum(read) + Spans.Sum(written);

    /// <summary>The property, and what each thread runs.</summary>
    public void WriteMembers()
    {
        string name = Literals.String(network);
        code.Lines($$"""
            private readonly {{Services}}Workspace __handed = new({{(_length.IsOpen ? "0" : _length.ToString())}}, 0);{{Fields()}}
            private {{Services}}Team? __team;

            /// <summary>Threads that Forward may use, the caller's included; 1 unless set. The results are the same bits for every number.</summary>
            /// <remarks>The others are background threads that all networks of the process share. A call waits for none of them to come: what they do not take, it
            /// does itself. More threads than cores gain nothing. Training passes use the caller's alone.</remarks>
            /// <exception cref="global::System.ArgumentOutOfRangeException">Less than 1 or more than 64.</exception>
            /// <exception cref="global::System.InvalidOperationException">A call is running.</exception>
            public int Threads
            {
                get => __team?.Threads ?? 1;
                set
                {
                    int threads = {{Services}}Team.Checked({{name}}, value);
                    __inference.Enter({{name}});
                    try
                    {
                        __inference.Seat(threads);
                        {{Reserve()}}if (threads != Threads)
                            __team = threads == 1 ? null : new {{Services}}Team(new __Teamwork(this), threads);
                    }
                    finally
                    {
                        __inference.Exit();
                    }
                }
            }

            private sealed class __Teamwork({{network}} network) : {{Services}}ITeamwork
            {
                public void Work({{Services}}Seated share, int samples)
                {
                    {{Given()}}ref float spans = ref network.__handed.Started(samples, out _);
                    {{Work()}}
                }
            }

            """);
        Together();
    }

    /// <summary>The statement of a pass.</summary>
    public IEnumerable<string> Body() =>
    [
        "if (__team is null)",
        "    " + program.Call("__inference.Start", $", default({Services}Alone)"),
        "else",
        $"    __ForwardTogether({string.Join(", ", All.Select(s => "ref " + s.Name))}, {sizes.Arguments}samples);",
    ];

    // What a call is given, for threads that come later.
    private string Fields() => string.Concat(sizes.Sizes.Select(s => $"\nprivate int __{s.Name};"));

    private string Given() => string.Concat(sizes.Sizes.Select(s => $"int {s.Name} = network.__{s.Name};\n        "));

    private string Reserve() => sizes.Any ? "" : "if (threads > 1)\n                __handed.Reserve(__inference.Samples);\n            ";

    private void Keep()
    {
        foreach (OpenSize size in sizes.Sizes)
            code.Line($"__{size.Name} = {size.Name};");
        if (sizes.Any)
            code.Line($"__handed.Resize({ExtentText.Of(_length)}, 0, 0);");
    }

    // Apart, so that one thread's way stays short enough to be inlined.
    private void Together()
    {
        using (code.Block($"private void __ForwardTogether({string.Join(", ", All.Select(s => "ref float " + s.Name))}, {sizes.Parameters}int samples)"))
        {
            Keep();
            code.Line("__inference.Start(samples, out _);");
            foreach (string packed in program.Memory.Where(IsPacked))
                code.Line($"{packed.Substring("ref ".Length)};");
            code.Line("ref float spans = ref __handed.Start(samples, out _);");
            foreach (Span span in read)
                code.Line(Copy(span.Name, At(span, 0), span));
            code.Line("__team!.Run(samples);");
            foreach (Span span in written)
                code.Line(Copy(At(span, _readLength), span.Name, span));
        }

        code.Line();
    }

    private IEnumerable<Span> All => read.Concat(written);

    private string Work() => program.Call(
        "network.__inference.Started",
        program.Memory.Select(m => (IsPacked(m) ? m.Replace(".Packed(", ".AlreadyPacked(") : m).Replace("ref ", "ref network.")),
        read.Select(s => $"ref {At(s, 0)}").Concat(written.Select(s => $"ref {At(s, _readLength)}")),
        ", share");

    private static bool IsPacked(string memory) => memory.Contains(".Packed(");

    private static string Copy(string from, string to, Span span) => InvariantText.Of($"{Services}Joined.Copy(ref {from}, ref {to}, samples, {ExtentText.Of(span.Length)});");

    private static string At(Span span, Extent start) => start + span.Offset == 0
        ? "spans"
        : InvariantText.Of($"global::System.Runtime.CompilerServices.Unsafe.Add(ref spans, (nint){Atom(start + span.Offset)} * samples)");

    private static string Atom(Extent extent) => extent.IsOpen ? $"({ExtentText.Of(extent)})" : extent.ToString();
}
