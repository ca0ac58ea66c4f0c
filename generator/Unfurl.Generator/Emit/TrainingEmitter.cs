namespace Unfurl.Generator;

/// <summary>Writes the members of a network that can learn.</summary>
internal sealed class TrainingEmitter(
    CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, Plan training, ProgramEmitter program)
{
    // Gradients take the place of saved values that have been read for the last time: a second Backward would read rubbish.
    private const string Spent = "__trained = 0;";

    private readonly string _name = Literals.String(spec.Type.Name);
    private readonly Value? _labels = graph.Inputs.FirstOrDefault(i => i.Role == ValueRole.Labels);
    private readonly Value? _targets = graph.Inputs.FirstOrDefault(i => i.Role == ValueRole.Targets);

    private bool HasLoss => graph.ResultsOf(ResultKind.Loss).Any();

    // Labels index the logits: every cross-entropy must have the class.
    private int Classes => graph.Nodes.Where(n => n.Inputs.Any(i => i.Role == ValueRole.Labels)).Select(n => n.Inputs[0].Shape.Channels).DefaultIfEmpty(0).Min();

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
        code.Line($"private readonly global::Unfurl.CompilerServices.Workspace __training = new({training.WorkspaceLength}, {training.ScratchLength});");
        code.Lines($$"""
            private global::Unfurl.CompilerServices.AlignedBuffer? __gradients;
            private long __pass;
            private int __trained;

            /// <summary>The gradient of every parameter, laid out as the weights' Values.</summary>
            public global::System.Span<float> Gradients => (__gradients ??= new global::Unfurl.CompilerServices.AlignedBuffer(Parameters.Length)).Span;

            private ref float __GradientStart => ref (__gradients ??= new global::Unfurl.CompilerServices.AlignedBuffer(Parameters.Length)).Start;

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
        code.Lines($$"""
            /// <summary>Forward with dropout at work, keeping what Backward needs.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            public void ForwardTraining(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)
            {
                int samples = global::Unfurl.CompilerServices.Arguments.Samples({{_name}}, "input", input.Length, InputLength);
                global::Unfurl.CompilerServices.Arguments.Length({{_name}}, "output", output.Length, samples, OutputLength);
                __inference.Enter({{_name}});
                try
                {
                    __ForwardTraining(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input), samples);
                    __Answer(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input), ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(output), samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            /// <summary>Propagates the gradient with respect to the output of the last ForwardTraining: adds to Gradients, and writes the gradient with
            /// respect to the input unless that span is empty.</summary>
            /// <exception cref="global::System.InvalidOperationException">ForwardTraining was not called before.</exception>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            public void Backward(global::System.ReadOnlySpan<float> outputGradient, global::System.Span<float> inputGradient)
            {
                int samples = global::Unfurl.CompilerServices.Arguments.Trained({{_name}}, __trained);
                global::Unfurl.CompilerServices.Arguments.Length({{_name}}, "outputGradient", outputGradient.Length, samples, OutputLength);
                if (!inputGradient.IsEmpty)
                    global::Unfurl.CompilerServices.Arguments.Length({{_name}}, "inputGradient", inputGradient.Length, samples, InputLength);
                __inference.Enter({{_name}});
                try
                {
                    __Backward(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(outputGradient), ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(inputGradient), !inputGradient.IsEmpty, samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);
        Program("ForwardTraining", ["ref float input"], Section.Forward, s => !WritesOutput(s), "__training.Reserve(samples);", "__trained = samples;", "__pass = TrainingPass++;");
        Program("Answer", ["ref float input", "ref float output"], Section.Forward, WritesOutput);
        Program("Backward", ["ref float outputGradient", "ref float inputGradient", "bool wantsInputGradient"], Section.Backward, _ => true, Spent);
    }

    private void Losses()
    {
        string spans = (_labels is null ? "" : ", ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(labels)") + (_targets is null ? "" : ", ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(targets)");
        code.Lines($$"""
            /// <summary>One training pass over a batch: forward, loss, backward. Adds the gradient of the mean loss to Gradients and returns the loss.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            public float AccumulateGradients(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets)
            {
                int samples = __CheckBatch(input, labels, targets);
                __inference.Enter({{_name}});
                try
                {
                    float loss = 0;
                    __ForwardTraining(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input), samples);
                    __LossBackward(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input){{spans}}, ref loss, samples);
                    return loss;
                }
                finally
                {
                    __inference.Exit();
                }
            }

            /// <summary>The loss of a batch as used, without dropout and without gradients.</summary>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            public float EvaluateLoss(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets)
            {
                int samples = __CheckBatch(input, labels, targets);
                __inference.Enter({{_name}});
                try
                {
                    float loss = 0;
                    __Loss(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(input){{spans}}, ref loss, samples);
                    return loss;
                }
                finally
                {
                    __inference.Exit();
                }
            }

            private int __CheckBatch(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets)
            {
                int samples = global::Unfurl.CompilerServices.Arguments.Samples({{_name}}, "input", input.Length, InputLength);
                global::Unfurl.CompilerServices.Arguments.Length({{_name}}, "labels", labels.Length, samples, LabelsPerSample);
                global::Unfurl.CompilerServices.Arguments.Length({{_name}}, "targets", targets.Length, samples, TargetsPerSample);
                global::Unfurl.CompilerServices.Arguments.Labels({{_name}}, labels, {{InvariantText.Of($"{Classes}")}});
                return samples;
            }

            """);
        string[] parameters = ["ref float input", .. _labels is null ? [] : new[] { "ref int labels" }, .. _targets is null ? [] : new[] { "ref float targets" }, "ref float loss"];
        Program("LossBackward", parameters, Section.LossBackward, _ => true, Spent);
        string loss = program.Add(
            "Loss", programs.Inference, "__inference", parameters, gradients: false, s => s.Section is Section.Forward or Section.Loss && !WritesOutput(s));
        using (code.Block($"private void __Loss({string.Join(", ", parameters)}, int samples)"))
            code.Line(loss);
        code.Line();
    }

    private void NoLosses() => code.Lines($$"""
        /// <summary>The network declares no loss.</summary>
        /// <exception cref="global::System.InvalidOperationException">Always.</exception>
        public float AccumulateGradients(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets) => throw global::Unfurl.CompilerServices.Arguments.NoLoss({{_name}});

        /// <summary>The network declares no loss.</summary>
        /// <exception cref="global::System.InvalidOperationException">Always.</exception>
        public float EvaluateLoss(global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets) => throw global::Unfurl.CompilerServices.Arguments.NoLoss({{_name}});

        """);

    // A method of the class that runs a method of the program on the instance's memory.
    private void Program(string name, string[] parameters, Section section, Func<Step, bool> wanted, params string[] prologue)
    {
        string call = program.Add(name, training, "__training", parameters, gradients: section > Section.Loss, s => s.Section == section && wanted(s));
        using (code.Block($"private void __{name}({string.Join(", ", parameters)}, int samples)"))
        {
            foreach (string line in prologue)
                code.Line(line);
            code.Line(call);
        }

        code.Line();
    }

    private static bool WritesOutput(Step step) =>
        step is KernelStep call && call.Arguments.OfType<BufferArgument>().Any(b => b.Buffer.Storage == Storage.Output);
}
