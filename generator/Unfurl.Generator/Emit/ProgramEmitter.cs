namespace Unfurl.Generator;

/// <summary>Writes a network's programs: static methods that call kernels, in a file-local class beside them.</summary>
/// <remarks>They stand apart from the user's class and namespace, whose names would hide those of the framework.</remarks>
/// <param name="name">The class.</param>
/// <param name="programs">What is emitted.</param>
/// <param name="kernels">Collects the kernels that are called.</param>
/// <param name="layers">The table's rows, for comments and type arguments.</param>
/// <param name="spans">The spans the network takes.</param>
internal sealed class ProgramEmitter(string name, NetworkPrograms programs, KernelSet kernels, IReadOnlyList<LayerRow> layers, Spans spans)
{
    // What a program may be given beside the caller's spans: the storage it stands for, the parameter, and the argument that a network passes.
    private static readonly (Storage Storage, string Parameter, string Argument)[] Memory =
    [
        (Storage.Parameters, "weights", "ref Weights.Start"),
        (Storage.PackedForward, "packed", "ref Weights.Packed(0)"),
        (Storage.PackedBackward, "packedBackward", "ref Weights.Packed(1)"),
        (Storage.PackedInference, "packedInference", "ref Weights.Packed(2)"),
        (Storage.Folded, "folded", "ref Weights.Packed(3)"),
        (Storage.Gradients, "gradients", "ref __GradientStart"),
    ];

    /// <summary>Names of the methods it may write.</summary>
    public static readonly string[] Methods = ["Forward", "ForwardTraining", "Answer", "Backward", "LossBackward", "Loss", "Write", "PackForward", "PackBackward", "PackInference", "PackFolded"];

    private readonly CodeWriter _code = new();

    /// <summary>The class with all methods added so far.</summary>
    public void Write(CodeWriter code)
    {
        code.Line("/// <summary>The programs: which kernels run on which memory, layer by layer.</summary>");
        using (code.Block($"file static partial class {name}"))
            code.Lines(_code.ToString().TrimEnd('\n'));
    }

    /// <summary>Adds a method that runs some steps, and returns the statement that calls it from the network's class.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="plan">The program.</param>
    /// <param name="workspace">The field with the program's memory.</param>
    /// <param name="parameters">Its parameters beside the memory, such as <c>ref float input</c>.</param>
    /// <param name="wanted">Which steps.</param>
    public string Add(string method, Plan plan, string workspace, IReadOnlyList<string> parameters, Func<Step, bool> wanted)
    {
        Step[] steps = plan.Steps.Where(wanted).ToArray();
        bool draws = steps.Any(s => s is DrawStep { Draw.IsFixed: false });
        var touched = new HashSet<Storage>(steps.OfType<KernelStep>().SelectMany(s => s.Arguments).OfType<BufferArgument>().Select(a => a.Buffer.Storage));
        var memory = Memory.Where(m => touched.Contains(m.Storage)).ToArray();
        string declared = string.Concat(memory.Select(m => $", ref float {m.Parameter}").Concat(parameters.Select(s => ", " + s)));
        using (_code.Block($"public static void {method}(ref float workspace, int scratchStart{declared}, int samples{(draws ? ", long pass" : "")})"))
        {
            // Offsets of a batch may pass what an int holds.
            if (touched.Contains(Storage.Workspace))
                _code.Line("nint n = samples;");
            if (touched.Contains(Storage.Scratch))
                _code.Line("ref float scratch = ref Unsafe.Add(ref workspace, scratchStart);");
            Write(steps);
        }

        _code.Line();
        IEnumerable<string> given = parameters.Select(s => (s.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + s.Substring(s.LastIndexOf(' ') + 1));
        string arguments = string.Concat(memory.Select(m => m.Argument).Concat(given).Select(a => ", " + a));
        return $"global::Unfurl.Emitted.{name}.{method}(ref {workspace}.Start(samples, out int scratch), scratch{arguments}, samples{(draws ? ", __pass" : "")});";
    }

    /// <summary>Adds the method that makes a packed set, and returns the statement that calls it.</summary>
    public string AddPacks(string method, Storage storage)
    {
        using (_code.Block($"public static void {method}(ref float weights, ref float packed)"))
        {
            foreach (Pack pack in programs.Packs.Packs.Where(p => p.Target.Storage == storage))
            {
                IEnumerable<string> sources = pack.Sources.Select(s => $"ref {At(s.Storage == Storage.Parameters ? "weights" : "packed", s.Offset)}");
                _code.Line(kernels.Add(pack.Kernel, pack.Target.Name).With(sources.Append($"ref {At("packed", pack.Target.Offset)}")));
            }
        }

        _code.Line();
        return $"global::Unfurl.Emitted.{name}.{method}(ref values, ref packed);";
    }

    private void Write(Step[] steps)
    {
        int layer = int.MinValue;
        for (int i = 0; i < steps.Length; i++)
        {
            if (Condition(steps[i]) is { } condition)
            {
                using (_code.Block($"if ({condition})"))
                {
                    for (; i < steps.Length && Condition(steps[i]) == condition; i++)
                        Write(steps[i]);
                    i--;
                }

                continue;
            }

            if (steps[i].Layer != layer)
            {
                layer = steps[i].Layer;
                _code.Line($"// {Title(layer)}");
            }

            Write(steps[i]);
        }
    }

    // What is computed for the gradient of an input is computed if some input's is wanted, and written if that one's is.
    private string? Condition(Step step) =>
        !step.ForInputGradient ? null
        : step is KernelStep call && call.Arguments.OfType<BufferArgument>().FirstOrDefault(a => a.Buffer.Storage == Storage.InputGradient) is { } written
            ? spans.Wants(Spans.Of(written.Buffer))
            : spans.WantsAny;

    private string Name(int layer) => layer < 0 ? "loss" : layers[layer].Name;

    private string Title(int layer) => layer < 0 ? "loss" : $"{layers[layer].Name}: {layers[layer].Inputs} to {layers[layer].Output.Shape}";

    private void Write(Step step)
    {
        switch (step)
        {
            case KernelStep call:
                _code.Line(kernels.Add(call.Kernel, Name(step.Layer)).With(call.Arguments.Select(Of)));
                break;
            case DrawStep draw:
                string address = Address(new BufferArgument(draw.Target)), numbers = string.Concat(draw.Draw.Arguments.Select(a => Literals.Single(a) + ", "));
                _code.Line($"{draw.Draw.Method}(MemoryMarshal.CreateSpan(ref {address}, {draw.Target.Length} * samples), {numbers}{(draw.Draw.IsFixed ? "0" : "pass")}, {step.Layer});");
                break;
        }
    }

    private static string Of(Argument argument) => argument switch
    {
        BufferArgument buffer => $"ref {Address(buffer)}",
        SamplesArgument => "samples",
        ScaleArgument { PerSample: false } scale => Literals.Single(scale.Factor),
        ScaleArgument scale => $"(float)({Literals.Double(scale.Factor)} / samples)",
        _ => throw new InvalidOperationException(),
    };

    private static string At(string start, int offset) => offset == 0 ? start : InvariantText.Of($"Unsafe.Add(ref {start}, {offset})");

    // What exists per sample starts behind all samples of what stands before it.
    private static string Address(BufferArgument argument)
    {
        (Buffer buffer, int offset) = (argument.Buffer, argument.Offset);
        string more = offset == 0 ? "" : InvariantText.Of($" + {offset}");
        return buffer.Storage switch
        {
            Storage.Workspace when buffer.Offset == 0 => At("workspace", offset),
            Storage.Workspace => InvariantText.Of($"Unsafe.Add(ref workspace, {buffer.Offset} * n{more})"),
            Storage.Scratch => At("scratch", buffer.Offset + offset),
            Storage.Input or Storage.Output or Storage.OutputGradient or Storage.InputGradient => At(Spans.Of(buffer), offset),
            Storage.Labels => "labels",
            Storage.Targets => "targets",
            Storage.Loss => "loss",
            _ => At(Memory.First(m => m.Storage == buffer.Storage).Parameter, buffer.Offset + offset),
        };
    }
}
