namespace Unfurl.Generator;

/// <summary>Writes the public surface of a network of open sizes whose declaration is wrong.</summary>
internal static class BrokenOpenFacade
{
    public static void Write(CodeWriter code, NetworkSpec spec, string message)
    {
        string name = spec.Type.Name, self = NetworkEmitter.FullName(spec.Type), contract = "global::Unfurl.IOpenNetwork";
        bool sequence = spec.Inputs[0].Shape.Count == 2;
        string sizes = sequence ? "int length" : "int height, int width";

        // One that is called as a size is among the mistakes.
        string output = Spans.Of(spec).Outputs[0].Name;
        output = output is "height" or "width" or "length" ? "output" : output;
        code.Lines($$"""
            private static global::System.InvalidOperationException __Broken() => new({{message}});
            public const int ParameterCount = 0;
            public static global::System.ReadOnlySpan<int> InputShape => throw __Broken();
            public static global::System.ReadOnlySpan<global::Unfurl.LayerInfo> Info => throw __Broken();
            public {{name}}(int seed = 0) => throw __Broken();
            public {{name}}(Parameters weights) => throw __Broken();
            public Parameters Weights => throw __Broken();
            public static Parameters LoadWeights(string path) => throw __Broken();
            public int Threads { get => throw __Broken(); set => throw __Broken(); }
            string {{contract}}.Name => throw __Broken();
            global::System.ReadOnlySpan<int> {{contract}}.InputShape => throw __Broken();
            int {{contract}}.LeastHeight => throw __Broken();
            int {{contract}}.LeastWidth => throw __Broken();
            global::System.ReadOnlySpan<global::Unfurl.LayerInfo> {{contract}}.Info => throw __Broken();
            global::Unfurl.NetworkParameters {{contract}}.Weights => throw __Broken();
            static {{self}} {{contract}}<{{self}}>.Create(int seed) => throw __Broken();
            static {{self}} {{contract}}<{{self}}>.Create(global::Unfurl.NetworkParameters weights) => throw __Broken();
            """);
        code.Lines($$"""
            public static int InputLength({{sizes}}) => throw __Broken();
            public static int OutputLength({{sizes}}) => throw __Broken();
            public static int[] OutputShape({{sizes}}) => throw __Broken();
            public void Reserve(int samples, {{sizes}}) => throw __Broken();
            public void Forward(global::System.ReadOnlySpan<float> input, {{sizes}}, global::System.Span<float> {{output}}) => throw __Broken();
            int {{contract}}.OutputLength(int height, int width) => throw __Broken();
            int[] {{contract}}.OutputShape(int height, int width) => throw __Broken();
            void {{contract}}.Reserve(int samples, int height, int width) => throw __Broken();
            void {{contract}}.Forward(global::System.ReadOnlySpan<float> input, int height, int width, global::System.Span<float> output) => throw __Broken();
            """);
        foreach (string least in sequence ? new[] { "Length" } : ["Height", "Width"])
            code.Line($"public const int Least{least} = 0;");
        if (spec.Weights is not null)
            code.Line("public static Parameters EmbeddedWeights() => throw __Broken();");
    }
}
