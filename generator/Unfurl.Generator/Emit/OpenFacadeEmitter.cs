namespace Unfurl.Generator;

/// <summary>Writes what calls of a network of open sizes look like: each is given the sizes of its input.</summary>
/// <param name="code">Where it is written.</param>
/// <param name="spec">The network.</param>
/// <param name="spans">Its input and its output.</param>
/// <param name="sizes">The sizes.</param>
internal sealed class OpenFacadeEmitter(CodeWriter code, NetworkSpec spec, Spans spans, SizeArguments sizes)
{
    private const string Services = "global::Unfurl.CompilerServices.";
    private const string Measured = "out int inputLength, out int outputLength, out int sample, out int call, out int thread";

    private readonly string _name = Literals.String(spec.Type.Name), _declared = Without(sizes.Parameters), _given = Without(sizes.Arguments);

    private Span Input => spans.Inputs[0];

    private Span Output => spans.Outputs[0];

    public void Sizes()
    {
        foreach (OpenSize size in sizes.Sizes)
        {
            code.Line($"/// <summary>The least {size.Name} of an input{(size.Size.IsOpen ? "" : ", and the only one")}.</summary>");
            code.Line($"public const int Least{Literals.Pascal(size.Name)} = {size.Least};");
            code.Line();
        }

        code.Line("/// <summary>Shape of one input sample; Extent.Any where it is open.</summary>");
        code.Line($"public static global::System.ReadOnlySpan<int> InputShape => [{string.Join(", ", Input.Shape.Sizes.Select(s => s.IsOpen ? "global::Unfurl.Extent.Any" : s.ToString()))}];");
        code.Line();
    }

    /// <summary>What follows from sizes.</summary>
    public void Lengths()
    {
        foreach ((string name, string what, string value) in new[] { ("InputLength", "input sample", "inputLength"), ("OutputLength", "output", "outputLength") })
        {
            code.Line($"/// <summary>Numbers in one {what}, where the input has those sizes.</summary>");
            code.Line("/// <exception cref=\"global::System.ArgumentException\">Some layer cannot work at those sizes.</exception>");
            using (code.Block($"public static int {name}({_declared})"))
            {
                code.Line($"__Measure({sizes.Arguments}{Measured});");
                code.Line($"return {value};");
            }

            code.Line();
        }

        code.Line("/// <summary>Shape of one output, where the input has those sizes: a new array.</summary>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">Some layer cannot work at those sizes.</exception>");
        using (code.Block($"public static int[] OutputShape({_declared})"))
        {
            code.Line($"__Measure({sizes.Arguments}out _, out _, out _, out _, out _);");
            code.Line($"return [{string.Join(", ", Output.Shape.Sizes.Select(ExtentText.Of))}];");
        }

        code.Line();
    }

    public void Reserve() => code.Lines($$"""
        /// <summary>Makes room for batches of that many samples of those sizes, so that later calls of no larger ones allocate nothing.</summary>
        /// <exception cref="global::System.ArgumentException">Some layer cannot work at those sizes.</exception>
        public void Reserve(int samples, {{_declared}})
        {
            __Measure({{sizes.Arguments}}{{Measured}});
            __inference.Enter({{_name}});
            try
            {
                __inference.Resize(sample, call, thread);
                __inference.Reserve(samples);
                if (__team is not null)
                {
                    __handed.Resize(inputLength + outputLength, 0);
                    __handed.Reserve(samples);
                }
            }
            finally
            {
                __inference.Exit();
            }
        }

        """);

    public void Forward()
    {
        const string Reference = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
        string input = Literals.String(Input.Name), output = Literals.String(Output.Name);
        code.Lines($$"""
            /// <summary>Answers n samples of those sizes, n = {{Input.Name}}.Length / InputLength({{_given}}). The spans may overlap.</summary>
            /// <exception cref="global::System.ArgumentException">Some layer cannot work at those sizes, or a span does not hold n samples.</exception>
            public void Forward(global::System.ReadOnlySpan<float> {{Input.Name}}, {{sizes.Parameters}}global::System.Span<float> {{Output.Name}})
            {
                __Measure({{sizes.Arguments}}{{Measured}});
                int samples = {{Services}}Arguments.Samples({{_name}}, {{input}}, {{Input.Name}}.Length, inputLength);
                {{Services}}Arguments.Length({{_name}}, {{output}}, {{Output.Name}}.Length, samples, outputLength);
                __inference.Enter({{_name}});
                try
                {
                    __inference.Resize(sample, call, thread);
                    __Forward({{Reference}}({{Input.Name}}), {{Reference}}({{Output.Name}}), {{sizes.Arguments}}samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);
    }

    public void Interfaces()
    {
        string self = NetworkEmitter.FullName(spec.Type), contract = "global::Unfurl.IOpenNetwork";

        // A sequence has one row.
        bool sequence = Input.Shape.IsSequence;
        string given = sequence ? "width" : "height, width", check = sequence ? $"{Services}Arguments.FixedSize({_name}, \"height\", height, 1);" : "";
        code.Lines($$"""
            string {{contract}}.Name => {{Literals.String(spec.Type.Name.TrimStart('@'))}};

            global::System.ReadOnlySpan<int> {{contract}}.InputShape => InputShape;

            int {{contract}}.LeastHeight => {{(sequence ? "1" : "LeastHeight")}};

            int {{contract}}.LeastWidth => {{(sequence ? "LeastLength" : "LeastWidth")}};

            global::System.ReadOnlySpan<global::Unfurl.LayerInfo> {{contract}}.Info => Info;

            global::Unfurl.NetworkParameters {{contract}}.Weights => Weights;

            """);
        Member("int", "OutputLength", "int height, int width", $"return OutputLength({given});");
        Member("int[]", "OutputShape", "int height, int width", $"return OutputShape({given});");
        Member("void", "Forward", "global::System.ReadOnlySpan<float> input, int height, int width, global::System.Span<float> output", $"Forward(input, {given}, output);");
        Member("void", "Reserve", "int samples, int height, int width", $"Reserve(samples, {given});");
        code.Lines($$"""
            static {{self}} {{contract}}<{{self}}>.Create(int seed) => new(seed);

            static {{self}} {{contract}}<{{self}}>.Create(global::Unfurl.NetworkParameters weights) => new((Parameters)weights);
            """);

        void Member(string returns, string name, string parameters, string body)
        {
            using (code.Block($"{returns} {contract}.{name}({parameters})"))
            {
                if (check.Length > 0)
                    code.Line(check);
                code.Line(body);
            }

            code.Line();
        }
    }

    private static string Without(string separated) => separated.TrimEnd(',', ' ');
}
