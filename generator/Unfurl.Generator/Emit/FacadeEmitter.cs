namespace Unfurl.Generator;

/// <summary>Writes the members a user sees: sizes, weights, Forward, and what training needs.</summary>
internal sealed class FacadeEmitter(
    CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, LayerTable table, ProgramEmitter program, Spans spans, SizeArguments sizes)
{
    private readonly OpenFacadeEmitter _open = new(code, spec, spans, sizes);
    private readonly string _name = spec.Type.Name;
    private readonly string[] _read = spans.Inputs.Select(s => "ref float " + s.Name).ToArray();
    private readonly string[] _parameters = spans.Inputs.Concat(spans.Outputs).Select(s => "ref float " + s.Name).ToArray();

    public void Write()
    {
        Sizes();
        Construction();
        ForwardPass();
        if (programs.Training is { } training)
            new TrainingEmitter(code, spec, graph, programs, training, program, spans).Write();
        if (sizes.Any)
        {
            _open.Interfaces();
        }
        else
        {
            new ActivationEmitter(code, spec, graph, programs).Write();
            Interfaces();
        }

        code.Line();
        new ParametersEmitter(code, spec, graph, programs, program).Write();
    }

    private void Sizes()
    {
        code.Line("// Emitted for this version of the runtime library: another one would not compile.");
        code.Line("private const int __contract = global::Unfurl.CompilerServices.EmittedCode.Version3;");
        code.Line();
        if (sizes.Any)
            _open.Sizes();
        else
            Lengths();
        code.Line("/// <summary>Numbers the network learns.</summary>");
        code.Line($"public const int ParameterCount = {table.ParameterCount};");
        code.Line();
        if (!sizes.Any)
            Shapes();
        Table();
    }

    private void Lengths()
    {
        code.Line("/// <summary>Numbers in one input sample" + (spans.IsSingle ? "" : ", all inputs together") + ".</summary>");
        code.Line($"public const int InputLength = {spans.InputLength};");
        code.Line();
        code.Line("/// <summary>Numbers in one output" + (spans.IsSingle ? "" : ", all outputs together") + ".</summary>");
        code.Line($"public const int OutputLength = {spans.OutputLength};");
        code.Line();
    }

    private void Shapes()
    {
        code.Line("/// <summary>Shape of one input sample.</summary>");
        code.Line($"public static global::System.ReadOnlySpan<int> InputShape => [{Literals.List(Sizes(spans.Inputs))}];");
        code.Line();
        code.Line("/// <summary>Shape of one output.</summary>");
        code.Line($"public static global::System.ReadOnlySpan<int> OutputShape => [{Literals.List(Sizes(spans.Outputs))}];");
        code.Line();
    }

    private void Table()
    {
        code.Line("/// <summary>The layers in order.</summary>");
        code.Line("public static global::System.ReadOnlySpan<global::Unfurl.LayerInfo> Info => __info;");
        code.Line();
        code.Line("private static readonly global::Unfurl.LayerInfo[] __info =");
        code.Line("[");
        foreach (LayerTable.Row row in table.Rows)
        {
            string words = string.Join(", ", new[] { row.Name, row.Kind, row.Inputs, row.Output }.Select(Literals.String));
            code.Line($"    new({words}, {row.Parameters}, {Known(row.MultiplyAdds)}, {Known(row.Offset)}, {(row.TrainingOnly ? "true" : "false")}{How(row)}),");
        }

        code.Line("];");
        code.Line();
    }

    private static string How(LayerTable.Row row) => row.Algorithm.Length == 0 ? "" : $", {Literals.String(row.Algorithm)}, {row.ErrorText}";

    // -1 where it follows from the sizes of a call.
    private static Extent Known(Extent number) => number.IsOpen ? -1 : number;

    // Several spans are, together, a vector of all their numbers.
    private static IEnumerable<Extent> Sizes(IReadOnlyList<Span> spans) => spans.Count == 1 ? spans[0].Shape.Sizes : [Spans.Sum(spans)];

    private void Construction()
    {
        if (!spans.IsSingle)
        {
            code.Line("private readonly global::Unfurl.CompilerServices.Workspace __spans = new(InputLength + OutputLength, 0);");
            code.Line();
        }

        code.Line($"private readonly global::Unfurl.CompilerServices.Workspace __inference = new({(sizes.Any ? "0, 0" : $"{programs.Inference.WorkspaceLength}, {programs.Inference.ScratchLength}, {programs.Inference.OwnLength}")});");
        code.Line();
        code.Lines($$"""
            /// <summary>Fresh weights; the same seed gives the same weights.</summary>
            public {{_name}}(int seed = 0)
                : this(new Parameters())
                => Weights.Initialize(seed);

            /// <summary>Reads the given weights, which other instances may read too.</summary>
            public {{_name}}(Parameters weights)
            {
                global::System.ArgumentNullException.ThrowIfNull(weights);
                Weights = weights;{{(sizes.Any ? "" : "\n    __inference.Reserve(1);")}}
            }

            /// <summary>The weights this instance reads.</summary>
            public Parameters Weights { get; }

            /// <summary>Reads weights from a safetensors file.</summary>
            /// <exception cref="System.IO.InvalidDataException">The file is damaged, or names or shapes do not match; all mismatches are listed.</exception>
            public static Parameters LoadWeights(string path)
            {
                var weights = new Parameters();
                weights.Load(path);
                return weights;
            }

            """);
        if (spec.Weights is { } embedded)
            EmbeddedWeights(embedded);
        if (sizes.Any)
            _open.Reserve();
        else
            Reserve();
    }

    private void Reserve() => code.Lines($$"""
            /// <summary>Makes room for batches of that many samples, so that later calls allocate nothing.</summary>
            public void Reserve(int samples)
            {
                __inference.Enter({{Literals.String(_name)}});
                try
                {
                    __inference.Reserve(samples);
                    if (__team is not null)
                        __handed.Reserve(samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);

    private void EmbeddedWeights(WeightsSpec weights)
    {
        string resource = Literals.String($"Unfurl.Weights.{weights.Network}.safetensors");
        code.Lines($$"""
            /// <summary>The weights that stand inside the assembly, read anew at every call.</summary>
            public static Parameters EmbeddedWeights()
            {
                var weights = new Parameters();
                weights.LoadEmbedded(typeof({{_name}}).Assembly, {{resource}});
                return weights;
            }

            """);
    }

    private void ForwardPass()
    {
        // The loss runs the same steps and then goes another way.
        bool judges = graph.ResultsOf(ResultKind.Loss).Any();
        ProgramCall forward = program.AddShared("Forward", programs.Inference, judges ? _read : _parameters, s => s.Section == Section.Forward && !(judges && s.WritesOutput));
        var team = new TeamEmitter(code, _name, forward, spans.Inputs, judges ? [] : spans.Outputs, sizes);
        team.WriteMembers();
        if (sizes.Any)
        {
            _open.Lengths();
            _open.Forward();
            Method("Forward", _parameters, team.Body());
            new MeasureEmitter(code, Literals.String(_name), sizes, program.AddMeasure(programs.Inference)).Write();
            return;
        }

        new CallEmitter(code, Literals.String(_name), spans).Write("global::Unfurl.INetwork", new SpanCall(
            "Forward",
            $"""
            /// <summary>Answers n samples, {(spans.IsSingle ? "n = input.Length / InputLength" : "sample after sample in every span")}. The spans may overlap.</summary>
            /// <exception cref="global::System.ArgumentException">An input is empty or no whole number of samples, or a span does not hold n samples.</exception>
            """,
            spans.Inputs,
            spans.Outputs,
            "input",
            "output",
            (read, written, _) => judges
                ? [$"__Forward({string.Join(", ", read)}, samples);", $"__Write({string.Join(", ", read.Concat(written))}, samples);"]
                : [$"__Forward({string.Join(", ", read.Concat(written))}, samples);"]));
        Method("Forward", judges ? _read : _parameters, [.. team.Body(), .. ActivationEmitter.Note(spec, training: false)]);
        if (judges)
            Method("Write", _parameters, [program.Add("Write", programs.Inference, "__inference", _parameters, s => s.WritesOutput)]);
    }

    private void Method(string name, string[] parameters, IEnumerable<string> body)
    {
        using (code.Block($"private void __{name}({string.Join(", ", parameters)}, {sizes.Parameters}int samples)"))
        {
            foreach (string line in body)
                code.Line(line);
        }

        code.Line();
    }

    private void Interfaces()
    {
        code.Lines($$"""
            string global::Unfurl.INetwork.Name => {{Literals.String(_name.TrimStart('@'))}};

            int global::Unfurl.INetwork.InputLength => InputLength;

            int global::Unfurl.INetwork.OutputLength => OutputLength;

            global::System.ReadOnlySpan<int> global::Unfurl.INetwork.InputShape => InputShape;

            global::System.ReadOnlySpan<int> global::Unfurl.INetwork.OutputShape => OutputShape;

            global::System.ReadOnlySpan<global::Unfurl.LayerInfo> global::Unfurl.INetwork.Info => Info;

            global::Unfurl.NetworkParameters global::Unfurl.INetwork.Weights => Weights;

            static {{NetworkEmitter.FullName(spec.Type)}} global::Unfurl.INetwork<{{NetworkEmitter.FullName(spec.Type)}}>.Create(int seed) => new(seed);

            static {{NetworkEmitter.FullName(spec.Type)}} global::Unfurl.INetwork<{{NetworkEmitter.FullName(spec.Type)}}>.Create(global::Unfurl.NetworkParameters weights) => new((Parameters)weights);
            """);
    }
}
