namespace Unfurl.Generator;

/// <summary>Writes the public surface of a network whose declaration is wrong.</summary>
internal static class BrokenFacade
{
    public static void Write(CodeWriter code, NetworkSpec spec)
    {
        string name = spec.Type.Name;
        string message = Literals.String($"{name.TrimStart('@')} has mistakes in its declaration.");
        if (spec.IsOpen)
            BrokenOpenFacade.Write(code, spec, message);
        else
            Fixed(code, spec, message);
        code.Lines($$"""
            public sealed class Parameters : global::Unfurl.NetworkParameters
            {
                public Parameters()
                    : base({{Literals.String(name)}}, [], 0, 0) => throw __Broken();

                public Parameters Snapshot() => throw __Broken();

                protected override void Pack(int set, ref float values, ref float packed) => throw __Broken();
            }
            """);
    }

    private static void Fixed(CodeWriter code, NetworkSpec spec, string message)
    {
        string name = spec.Type.Name, self = NetworkEmitter.FullName(spec.Type);
        code.Lines($$"""
            private static global::System.InvalidOperationException __Broken() => new({{message}});
            public const int InputLength = 0;
            public const int OutputLength = 0;
            public const int ParameterCount = 0;
            public static global::System.ReadOnlySpan<int> InputShape => throw __Broken();
            public static global::System.ReadOnlySpan<int> OutputShape => throw __Broken();
            public static global::System.ReadOnlySpan<global::Unfurl.LayerInfo> Info => throw __Broken();
            public {{name}}(int seed = 0) => throw __Broken();
            public {{name}}(Parameters weights) => throw __Broken();
            public Parameters Weights => throw __Broken();
            public static Parameters LoadWeights(string path) => throw __Broken();
            public int Threads { get => throw __Broken(); set => throw __Broken(); }
            public void Reserve(int samples) => throw __Broken();
            public global::System.ReadOnlySpan<float> Activation(string layer) => throw __Broken();
            string global::Unfurl.INetwork.Name => throw __Broken();
            int global::Unfurl.INetwork.InputLength => throw __Broken();
            int global::Unfurl.INetwork.OutputLength => throw __Broken();
            global::System.ReadOnlySpan<int> global::Unfurl.INetwork.InputShape => throw __Broken();
            global::System.ReadOnlySpan<int> global::Unfurl.INetwork.OutputShape => throw __Broken();
            global::System.ReadOnlySpan<global::Unfurl.LayerInfo> global::Unfurl.INetwork.Info => throw __Broken();
            global::Unfurl.NetworkParameters global::Unfurl.INetwork.Weights => throw __Broken();
            static {{self}} global::Unfurl.INetwork<{{self}}>.Create(int seed) => throw __Broken();
            static {{self}} global::Unfurl.INetwork<{{self}}>.Create(global::Unfurl.NetworkParameters weights) => throw __Broken();
            """);
        if (spec.Weights is not null)
            code.Line("public static Parameters EmbeddedWeights() => throw __Broken();");
        if (!spec.Inference)
        {
            code.Lines("""
                public global::System.Span<float> Gradients => throw __Broken();
                public long TrainingPass { get => throw __Broken(); set => throw __Broken(); }
                public int LabelsPerSample => throw __Broken();
                public int TargetsPerSample => throw __Broken();
                public void ZeroGradients() => throw __Broken();
                """);
        }

        Calls(code, spec, Spans.Of(spec), self);
    }

    // As many spans as are declared, so that calls of the network are not wrong as well.
    private static void Calls(CodeWriter code, NetworkSpec spec, Spans spans, string self)
    {
        string read = Spelled("ReadOnlySpan", spans.Inputs.Select(s => s.Name)), written = Spelled("Span", spans.Outputs.Select(s => s.Name));
        string slopes = Spelled("ReadOnlySpan", spans.Outputs.Select(s => s.Gradient)), gradients = Spelled("Span", spans.Inputs.Select(s => s.Gradient));
        const string labels = ", global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets";
        string input = Spelled("ReadOnlySpan", ["input"]), output = Spelled("Span", ["output"]), contract = $"global::Unfurl.ITrainableNetwork<{self}>";
        Add("void", "global::Unfurl.INetwork", "Forward", $"{read}, {written}", $"{input}, {output}");
        if (spec.Inference)
            return;
        Add("void", contract, "ForwardTraining", $"{read}, {written}", $"{input}, {output}");
        Add("void", contract, "Backward", $"{slopes}, {gradients}", $"{input}, {output}");
        Add("float", contract, "AccumulateGradients", read + labels, input + labels);
        Add("float", contract, "EvaluateLoss", read + labels, input + labels);

        void Add(string returns, string of, string name, string parameters, string joined)
        {
            code.Line($"public {returns} {name}({parameters}) => throw __Broken();");
            if (!spans.IsSingle)
                code.Line($"{returns} {of}.{name}({joined}) => throw __Broken();");
        }
    }

    private static string Spelled(string type, IEnumerable<string> names) => string.Join(", ", names.Select(n => $"global::System.{type}<float> {n}"));
}
