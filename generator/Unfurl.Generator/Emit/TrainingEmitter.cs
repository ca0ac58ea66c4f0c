namespace Unfurl.Generator;

/// <summary>Writes the members of a network that can learn.</summary>
internal sealed class TrainingEmitter(
    CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, Plan training, ProgramEmitter program, string[] layers)
{
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
        code.Line($"private readonly Workspace __training = new({training.WorkspaceLength}, {training.ScratchLength});");
        code.Lines($$"""
            private AlignedBuffer? __gradients;
            private long __pass;
            private int __trained;

            /// <summary>The gradient of every parameter, laid out as the weights' Values.</summary>
            public Span<float> Gradients => (__gradients ??= new AlignedBuffer(Parameters.Length)).Span;

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
            /// <exception cref="ArgumentException">A span has the wrong length.</exception>
            public void ForwardTraining(ReadOnlySpan<float> input, Span<float> output)
            {
                int samples = Arguments.Samples({{_name}}, "input", input.Length, InputLength);
                Arguments.Length({{_name}}, "output", output.Length, samples, OutputLength);
                __inference.Enter({{_name}});
                try
                {
                    __ForwardTraining(ref MemoryMarshal.GetReference(input), samples);
                    __Answer(ref MemoryMarshal.GetReference(output), samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            /// <summary>Propagates the gradient with respect to the output of the last ForwardTraining: adds to Gradients, and writes the gradient with
            /// respect to the input unless that span is empty.</summary>
            /// <exception cref="InvalidOperationException">ForwardTraining was not called before.</exception>
            /// <exception cref="ArgumentException">A span has the wrong length.</exception>
            public void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
            {
                int samples = Arguments.Trained({{_name}}, __trained);
                Arguments.Length({{_name}}, "outputGradient", outputGradient.Length, samples, OutputLength);
                if (!inputGradient.IsEmpty)
                    Arguments.Length({{_name}}, "inputGradient", inputGradient.Length, samples, InputLength);
                __inference.Enter({{_name}});
                try
                {
                    __Backward(ref MemoryMarshal.GetReference(outputGradient), ref MemoryMarshal.GetReference(inputGradient), !inputGradient.IsEmpty, samples);
                }
                finally
                {
                    __inference.Exit();
                }
            }

            """);
        Program("private void __ForwardTraining(ref float input, int samples)", Section.Forward, "", () =>
        {
            code.Line("__training.Reserve(samples);");
            code.Line("__trained = samples;");
            code.Line("__pass = TrainingPass++;");
        }, s => !WritesOutput(s));
        Program("private void __Answer(ref float output, int samples)", Section.Forward, "", () => { }, WritesOutput);
        Program(
            "private void __Backward(ref float outputGradient, ref float inputGradient, bool wantsInputGradient, int samples)", Section.Backward, "gradients", () => { }, _ => true);
    }

    private void Losses()
    {
        string spans = (_labels is null ? "" : ", ref MemoryMarshal.GetReference(labels)") + (_targets is null ? "" : ", ref MemoryMarshal.GetReference(targets)");
        string refs = (_labels is null ? "" : ", ref int labels") + (_targets is null ? "" : ", ref float targets");
        code.Lines($$"""
            /// <summary>One training pass over a batch: forward, loss, backward. Adds the gradient of the mean loss to Gradients and returns the loss.</summary>
            /// <exception cref="ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            public float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
            {
                int samples = __CheckBatch(input, labels, targets);
                __inference.Enter({{_name}});
                try
                {
                    float loss = 0;
                    __ForwardTraining(ref MemoryMarshal.GetReference(input), samples);
                    __LossBackward(ref MemoryMarshal.GetReference(input){{spans}}, ref loss, samples);
                    return loss;
                }
                finally
                {
                    __inference.Exit();
                }
            }

            /// <summary>The loss of a batch as used, without dropout and without gradients.</summary>
            /// <exception cref="ArgumentException">A span has the wrong length, or a label is out of range.</exception>
            public float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
            {
                int samples = __CheckBatch(input, labels, targets);
                __inference.Enter({{_name}});
                try
                {
                    float loss = 0;
                    __Loss(ref MemoryMarshal.GetReference(input){{spans}}, ref loss, samples);
                    return loss;
                }
                finally
                {
                    __inference.Exit();
                }
            }

            private int __CheckBatch(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
            {
                int samples = Arguments.Samples({{_name}}, "input", input.Length, InputLength);
                Arguments.Length({{_name}}, "labels", labels.Length, samples, LabelsPerSample);
                Arguments.Length({{_name}}, "targets", targets.Length, samples, TargetsPerSample);
                Arguments.Labels({{_name}}, labels, {{InvariantText.Of($"{Classes}")}});
                return samples;
            }

            """);
        Program($"private void __LossBackward(ref float input{refs}, ref float loss, int samples)", Section.LossBackward, "gradients", () => { }, _ => true);
        using (code.Block($"private void __Loss(ref float input{refs}, ref float loss, int samples)"))
        {
            FacadeEmitter.Locals(code, "__inference");
            program.Write(code, programs.Inference, layers, s => s.Section is Section.Forward or Section.Loss && !WritesOutput(s));
        }

        code.Line();
    }

    private void NoLosses() => code.Lines($$"""
        /// <summary>The network declares no loss.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public float AccumulateGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) => throw Arguments.NoLoss({{_name}});

        /// <summary>The network declares no loss.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public float EvaluateLoss(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) => throw Arguments.NoLoss({{_name}});

        """);

    private void Program(string header, Section section, string kind, Action prologue, Func<Step, bool> wanted)
    {
        using (code.Block(header))
        {
            prologue();
            FacadeEmitter.Locals(code, "__training");
            if (kind == "gradients")
            {
                code.Line("ref float packedBackward = ref Weights.Packed(1);");
                code.Line("ref float gradients = ref (__gradients ??= new AlignedBuffer(Parameters.Length)).Start;");
            }

            program.Write(code, training, layers, s => s.Section == section && wanted(s));
        }

        code.Line();
    }

    private static bool WritesOutput(Step step) =>
        step is KernelStep call && call.Arguments.OfType<BufferArgument>().Any(b => b.Buffer.Storage == Storage.Output);
}
