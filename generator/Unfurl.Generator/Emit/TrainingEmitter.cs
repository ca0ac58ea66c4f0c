namespace Unfurl.Generator;

/// <summary>Writes the members of a network that can learn.</summary>
internal sealed class TrainingEmitter(
    CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, Plan training, ProgramEmitter program, Spans spans)
{
    // Gradients take the place of saved values that have been read for the last time: a second Backward would read rubbish.
    private const string Spent = "__trained = 0;";

    private readonly string _name = Literals.String(spec.Type.Name);
    private readonly string _contract = $"global::Unfurl.ITrainableNetwork<{NetworkEmitter.FullName(spec.Type)}>";
    private readonly CallEmitter _calls = new(code, Literals.String(spec.Type.Name), spans);
    private readonly Span[] _inputGradients = spans.Inputs.Select(s => s with { Name = s.Gradient }).ToArray();
    private readonly Span[] _outputGradients = spans.Outputs.Select(s => s with { Name = s.Gradient }).ToArray();
    private readonly Value? _labels = graph.Inputs.FirstOrDefault(i => i.Role == ValueRole.Labels);
    private readonly Value? _targets = graph.Inputs.FirstOrDefault(i => i.Role == ValueRole.Targets);

    private bool HasLoss => graph.ResultsOf(ResultKind.Loss).Any();

    // Labels index the logits: every cross-entropy must have the class, or ignore it. Without one there are no labels.
    private IEnumerable<string> LabelChecks() => graph.Nodes
        .Where(n => n.Operation is CrossEntropy)
        .GroupBy(n => ((CrossEntropy)n.Operation).Options.IgnoreLabel, n => n.Inputs[0].Shape.Channels)
        .Select(g => (Classes: g.Min(), Ignored: g.Key))
        .DefaultIfEmpty((Classes: 0, Ignored: null))
        .Select(c => InvariantText.Of($"global::Unfurl.CompilerServices.Arguments.Labels({_name}, labels, {c.Classes}{(c.Ignored is { } label ? InvariantText.Of($", {label}") : "")});"));

    public void Write()
    {
        State();
        Passes();
        if (HasLoss)
            Losses();
        else
            NoLosses();
    }

    private void State()
    {
        code.Line($"private readonly global::Unfurl.CompilerServices.Workspace __training = new({training.WorkspaceLength}, {training.ScratchLength}, {training.OwnLength});");
        code.Lines($$"""
            private global::Unfurl.CompilerServices.AlignedBuffer? __gradients;
            private long __pass;
            private int __trained;

            /// <summary>The gradient of every parameter that is learned, laid out as the weights' Learned.</summary>
            public global::System.Span<float> Gradients => (__gradients ??= new global::Unfurl.CompilerServices.AlignedBuffer(Parameters.__LearnedLength)).Span;

            private ref float __GradientStart => ref (__gradients ??= new global::Unfurl.CompilerServices.AlignedBuffer(Parameters.__LearnedLength)).Start;

            /// <summary>Which random masks the next training pass draws; moves on by itself, set it to repeat one.</summary>
            public long TrainingPass { get; set; }
            """);
        code.Line();
        code.Line("/// <summary>Class labels per sample that the loss takes; 0 if it takes none.</summary>");
        code.Line($"public int LabelsPerSample => {_labels?.Shape.Length ?? 0};");
        code.Line();
        code.Line("/// <summary>Target numbers per sample that the loss takes; 0 if it takes none.</summary>");
        code.Line($"public int TargetsPerSample => {_targets?.Shape.Length ?? 0};");
        code.Lines("""

            /// <summary>Sets all gradients to 0.</summary>
            public void ZeroGradients() => Gradients.Clear();

            """);
    }

    private void Passes()
    {
        string[] inputs = References(spans.Inputs), outputs = References(spans.Outputs);
        _calls.Write(_contract, new SpanCall(
            "ForwardTraining",
            """
            /// <summary>Forward with dropout and batch statistics at work, keeping what Backward needs.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            """,
            spans.Inputs,
            spans.Outputs,
            "input",
            "output",
            (read, written, _) =>
            [
                $"__ForwardTraining({string.Join(", ", read)}, samples);",
                $"__Answer({string.Join(", ", read.Concat(written))}, samples);",
            ]));
        _calls.Write(_contract, new SpanCall(
            "Backward",
            $"""
            /// <summary>Propagates the gradient with respect to the {(spans.Outputs.Count == 1 ? "output" : "outputs")} of the last ForwardTraining: adds to Gradients, and writes the gradient with
            /// respect to {(HasInputGradient ? "the input unless that span is empty" : "no input, since frozen layers come first: that span must be empty")}.</summary>
            /// <exception cref="global::System.InvalidOperationException">ForwardTraining was not called before.</exception>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            """,
            _outputGradients,
            _inputGradients,
            "outputGradient",
            "inputGradient",
            (read, written, flags) =>
            [
                .. HasInputGradient ? [] : new[] { $"global::Unfurl.CompilerServices.Arguments.NoInputGradient({_name}, {flags.Split(',')[1].Trim()});" },
                $"__Backward({string.Join(", ", read.Concat(written))}{flags}, samples);",
            ])
        {
            Samples = $"global::Unfurl.CompilerServices.Arguments.Trained({_name}, __trained)",
            WrittenMayBeEmpty = true,
        });
        Program("ForwardTraining", inputs, Section.Forward, s => !s.WritesOutput, [.. Moments(), "__training.Reserve(samples);", "__trained = samples;", "__pass = TrainingPass++;", .. ActivationEmitter.Note(spec, training: true)], Moved());
        Program("Answer", [.. inputs, .. outputs], Section.Forward, s => s.WritesOutput);
        string[] flags = [$"bool {spans.WantsAny}", .. spans.Inputs.Count == 1 ? [] : _inputGradients.Select(g => "bool " + spans.Wants(g.Name))];
        Program("Backward", [.. References(_outputGradients), .. References(_inputGradients), .. flags], Section.Backward, _ => true, [Spent]);
    }

    private bool HasInputGradient => training.Steps.Any(s => s.Section == Section.Backward && s.ForInputGradient) || !Differentiator.IsFrozenFirst(graph);

    // A channel of one value has no variance.
    private IEnumerable<string> Moments()
    {
        int least = graph.Nodes.Where(n => n.Operation is RunningUpdate).Select(n => (int)((RunningUpdate)n.Operation).Pixels).DefaultIfEmpty(0).Min();
        if (least > 0)
            yield return InvariantText.Of($"global::Unfurl.CompilerServices.Arguments.BatchStatistics({_name}, samples, {least});");
    }

    // What is folded from running statistics must be made again; not before they have moved, since the training pass itself may read folded weights.
    private string[] Moved() => graph.Nodes.Any(n => n.Operation is RunningUpdate) ? ["Weights.MarkStatisticsChanged();"] : [];

    private void Losses()
    {
        string given = (_labels is null ? "" : ", ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(labels)") + (_targets is null ? "" : ", ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(targets)");
        SpanCall Loss(string name, string documentation, Func<string, string[]> body) => new(
            name, documentation, spans.Inputs, [], "input", "", (read, _, _) => ["float loss = 0;", .. body(string.Join(", ", read))]) { Returns = "float", TakesLabels = true };
        _calls.Write(_contract, Loss(
            "AccumulateGradients",
            """
            /// <summary>One training pass over a batch: forward, loss, backward. Adds the gradient of the mean loss to Gradients and returns the loss.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            """,
            read => [$"__ForwardTraining({read}, samples);", $"__LossBackward({read}{given}, ref loss, samples);"]));
        _calls.Write(_contract, Loss(
            "EvaluateLoss",
            """
            /// <summary>The loss of a batch as used, without dropout and without gradients; of what only training needs there is none.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            """,
            read => [$"__Forward({read}, samples);", $"__Loss({read}{given}, ref loss, samples);"]));
        using (code.Block("private static void __CheckLabels(global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets, int samples)"))
        {
            code.Line($"global::Unfurl.CompilerServices.Arguments.Length({_name}, \"labels\", labels.Length, samples, {_labels?.Shape.Length ?? 0});");
            code.Line($"global::Unfurl.CompilerServices.Arguments.Length({_name}, \"targets\", targets.Length, samples, {_targets?.Shape.Length ?? 0});");
            foreach (string check in LabelChecks())
                code.Line(check);
        }

        code.Line();
        string[] parameters = [.. References(spans.Inputs), .. _labels is null ? [] : new[] { "ref int labels" }, .. _targets is null ? [] : new[] { "ref float targets" }, "ref float loss"];
        Program("LossBackward", parameters, Section.LossBackward, _ => true, [Spent]);
        string loss = program.Add("Loss", programs.Inference, "__inference", parameters, s => s.Section == Section.Loss);
        using (code.Block($"private void __Loss({string.Join(", ", parameters)}, int samples)"))
            code.Line(loss);
        code.Line();
    }

    private void NoLosses()
    {
        foreach (string name in new[] { "AccumulateGradients", "EvaluateLoss" })
        {
            code.Lines($"""
                /// <summary>The network declares no loss.</summary>
                /// <exception cref="global::System.InvalidOperationException">Always.</exception>
                public float {name}(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets) => throw global::Unfurl.CompilerServices.Arguments.NoLoss({_name});

                """);
        }
    }

    // A method of the class that runs a method of the program on the instance's memory.
    private void Program(string name, string[] parameters, Section section, Func<Step, bool> wanted, string[]? prologue = null, string[]? epilogue = null)
    {
        string call = program.Add(name, training, "__training", parameters, s => s.Section == section && wanted(s));
        using (code.Block($"private void __{name}({string.Join(", ", parameters)}, int samples)"))
        {
            foreach (string line in prologue ?? [])
                code.Line(line);
            code.Line(call);
            foreach (string line in epilogue ?? [])
                code.Line(line);
        }

        code.Line();
    }

    private static string[] References(IEnumerable<Span> spans) => spans.Select(s => "ref float " + s.Name).ToArray();
}
