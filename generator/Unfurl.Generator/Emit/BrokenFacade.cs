namespace Unfurl.Generator;

/// <summary>Writes the public surface of a network whose declaration is wrong.</summary>
internal static class BrokenFacade
{
    public static void Write(CodeWriter code, NetworkSpec spec)
    {
        string name = spec.Type.Name, self = NetworkEmitter.FullName(spec.Type);
        string message = Literals.String($"{name.TrimStart('@')} has mistakes in its declaration.");
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
            public void Reserve(int samples) => throw __Broken();
            public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => throw __Broken();
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
        if (!spec.Inference)
        {
            code.Lines("""
                public global::System.Span<float> Gradients => throw __Broken();
                public long TrainingPass { get => throw __Broken(); set => throw __Broken(); }
                public int LabelsPerSample => throw __Broken();
                public int TargetsPerSample => throw __Broken();
                public void ForwardTraining(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => throw __Broken();
                public void Backward(global::System.ReadOnlySpan<float> outputGradient, global::System.Span<float> inputGradient) => throw __Broken();
                public float AccumulateGradients(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets) => throw __Broken();
                public float EvaluateLoss(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets) => throw __Broken();
                public void ZeroGradients() => throw __Broken();
                """);
        }

        code.Lines($$"""
            public sealed class Parameters : global::Unfurl.NetworkParameters
            {
                public Parameters()
                    : base({{Literals.String(name)}}, [], 0) => throw __Broken();

                public Parameters Snapshot() => throw __Broken();

                protected override void Pack(int set, ref float values, ref float packed) => throw __Broken();
            }
            """);
    }
}
