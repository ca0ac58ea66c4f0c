namespace Unfurl.Generator;

/// <summary>Writes the members a user sees: sizes, weights, Forward, and what training needs.</summary>
internal sealed class FacadeEmitter(
    CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, LayerTable table, ProgramEmitter program)
{
    private readonly string _name = spec.Type.Name;

    public void Write()
    {
        Sizes();
        Construction();
        ForwardPass();
        if (programs.Training is { } training)
            new TrainingEmitter(code, spec, graph, programs, training, program).Write();
        Interfaces();
        code.Line();
        new ParametersEmitter(code, spec, graph, programs, program).Write();
    }

    private void Sizes()
    {
        code.Line("// Emitted for this version of the runtime library: another one would not compile.");
        code.Line("private const int __contract = global::Unfurl.CompilerServices.EmittedCode.Version1;");
        code.Line();
        code.Line("/// <summary>Numbers in one input sample.</summary>");
        code.Line($"public const int InputLength = {graph.Inputs[0].Shape.Length};");
        code.Line();
        code.Line("/// <summary>Numbers in one output.</summary>");
        code.Line($"public const int OutputLength = {graph.Output.Shape.Length};");
        code.Line();
        code.Line("/// <summary>Numbers the network learns.</summary>");
        code.Line($"public const int ParameterCount = {table.ParameterCount};");
        code.Line();
        code.Line("/// <summary>Shape of one input sample.</summary>");
        code.Line($"public static global::System.ReadOnlySpan<int> InputShape => [{Literals.List(graph.Inputs[0].Shape.Sizes)}];");
        code.Line();
        code.Line("/// <summary>Shape of one output.</summary>");
        code.Line($"public static global::System.ReadOnlySpan<int> OutputShape => [{Literals.List(graph.Output.Shape.Sizes)}];");
        code.Line();
        code.Line("/// <summary>The layers in order.</summary>");
        code.Line("public static global::System.ReadOnlySpan<global::Unfurl.LayerInfo> Info => __info;");
        code.Line();
        code.Line("private static readonly global::Unfurl.LayerInfo[] __info =");
        code.Line("[");
        foreach (string[] row in table.Rows)
            code.Line($"    new({Literals.String(row[0])}, {Literals.String(row[1])}, {Literals.String(row[2])}, {Literals.String(row[3])}, {row[4]}, {row[5]}, {row[6]}),");
        code.Line("];");
        code.Line();
    }

    private void Construction()
    {
        code.Line($"private readonly global::Unfurl.CompilerServices.Workspace __inference = new({programs.Inference.WorkspaceLength}, {programs.Inference.ScratchLength});");
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
                Weights = weights;
                __inference.Reserve(1);
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

            /// <summary>Makes room for batches of that many samples, so that later calls allocate nothing.</summary>
            public void Reserve(int samples)
            {
                __inference.Enter({{Literals.String(_name)}});
                try
                {
                    __inference.Reserve(samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);
    }

    private void ForwardPass()
    {
        code.Lines($$"""
            /// <summary>Answers n = input.Length / InputLength samples. The spans may overlap.</summary>
            /// <exception cref="global::System.ArgumentException">The input is empty or no whole number of samples, or the output is not n * OutputLength.</exception>
            public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)
            {
                int samples = global::Unfurl.CompilerServices.Arguments.Samples({{Literals.String(_name)}}, "input", input.Length, InputLength);
                global::Unfurl.CompilerServices.Arguments.Length({{Literals.String(_name)}}, "output", output.Length, samples, OutputLength);
                __inference.Enter({{Literals.String(_name)}});
                try
                {
                    __Forward(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input), ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(output), samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);
        string forward = program.Add(
            "Forward", programs.Inference, "__inference", ["ref float input", "ref float output"], gradients: false, s => s.Section == Section.Forward);
        using (code.Block("private void __Forward(ref float input, ref float output, int samples)"))
            code.Line(forward);
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
