namespace Unfurl.Generator;

/// <summary>Writes a network's programs: static methods that call kernels, in a file-local class beside them.</summary>
/// <remarks>They stand apart from the user's class and namespace, whose names would hide those of the framework.</remarks>
/// <param name="name">The class.</param>
/// <param name="programs">What is emitted.</param>
/// <param name="kernels">Collects the kernels that are called.</param>
/// <param name="layers">The table's rows, for comments and type arguments.</param>
internal sealed class ProgramEmitter(string name, NetworkPrograms programs, KernelSet kernels, IReadOnlyList<LayerRow> layers)
{
    private const string Memory = "ref float workspace, int scratchStart, ref float weights, ref float packed";
    private const string Gradients = ", ref float packedBackward, ref float gradients";

    private readonly CodeWriter _code = new();

    /// <summary>The class with all methods added so far.</summary>
    public void Write(CodeWriter code)
    {
        code.Line("/// <summary>The programs: which kernels run on which memory, layer by layer.</summary>");
        using (code.Block($"file static class {name}"))
            code.Lines(_code.ToString().TrimEnd('\n'));
    }

    /// <summary>Adds a method that runs some steps, and returns the statement that calls it from the network's class.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="plan">The program.</param>
    /// <param name="workspace">The field with the program's memory.</param>
    /// <param name="spans">Its parameters beside the memory, such as <c>ref float input</c>.</param>
    /// <param name="gradients">Whether it adds to gradients.</param>
    /// <param name="wanted">Which steps.</param>
    public string Add(string method, Plan plan, string workspace, string[] spans, bool gradients, Func<Step, bool> wanted)
    {
        Step[] steps = plan.Steps.Where(wanted).ToArray();
        bool draws = steps.Any(s => s is MaskStep);
        string parameters = string.Concat(spans.Select(s => ", " + s));
        using (_code.Block($"public static void {method}({Memory}{(gradients ? Gradients : "")}{parameters}, int samples{(draws ? ", long pass" : "")})"))
        {
            if (plan.ScratchLength > 0)
                _code.Line("ref float scratch = ref Unsafe.Add(ref workspace, scratchStart);");
            Write(steps);
        }

        _code.Line();
        string arguments = string.Concat(spans.Select(s => ", " + (s.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + s.Substring(s.LastIndexOf(' ') + 1)));
        return $"global::Unfurl.Emitted.{name}.{method}(ref {workspace}.Start(samples, out int scratch), scratch, ref Weights.Start, ref Weights.Packed(0)"
            + (gradients ? ", ref Weights.Packed(1), ref __GradientStart" : "") + $"{arguments}, samples{(draws ? ", __pass" : "")});";
    }

    /// <summary>Adds the method that makes a packed set, and returns the statement that calls it.</summary>
    public string AddPacks(string method, Storage storage)
    {
        using (_code.Block($"public static void {method}(ref float weights, ref float packed)"))
        {
            foreach (Pack pack in programs.Packs.Packs.Where(p => p.Target.Storage == storage))
                _code.Line($"{kernels.Add(pack.Kernel, pack.Target.Name)}(ref {At("weights", pack.Source)}, ref {At("packed", pack.Target)});");
        }

        _code.Line();
        return $"global::Unfurl.Emitted.{name}.{method}(ref values, ref packed);";
    }

    private void Write(Step[] steps)
    {
        int layer = int.MinValue;
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i].ForInputGradient)
            {
                using (_code.Block("if (wantsInputGradient)"))
                {
                    for (; i < steps.Length && steps[i].ForInputGradient; i++)
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

    private string Name(int layer) => layer < 0 ? "loss" : layers[layer].Name;

    private string Title(int layer) => layer < 0 ? "loss" : $"{layers[layer].Name}: {layers[layer].Input.Shape} to {layers[layer].Output.Shape}";

    private void Write(Step step)
    {
        switch (step)
        {
            case KernelStep call:
                string arguments = string.Join(", ", call.Arguments.Select(Of));
                _code.Line($"{kernels.Add(call.Kernel, Name(step.Layer))}({arguments});");
                break;
            case MaskStep mask:
                _code.Line($"DropoutMask.Fill(MemoryMarshal.CreateSpan(ref {Address(mask.Mask)}, {mask.Mask.Length} * samples), {Literals.Single(mask.Probability)}, pass, {step.Layer});");
                break;
        }
    }

    private static string Of(Argument argument) => argument switch
    {
        BufferArgument buffer => $"ref {Address(buffer.Buffer)}",
        SamplesArgument => "samples",
        ScaleArgument scale => $"(float)({Literals.Double(scale.Factor)} / samples)",
        _ => throw new InvalidOperationException(),
    };

    private static string At(string start, Buffer buffer) =>
        buffer.Offset == 0 ? start : InvariantText.Of($"Unsafe.Add(ref {start}, {buffer.Offset})");

    private static string Address(Buffer buffer) => buffer.Storage switch
    {
        Storage.Workspace when buffer.Offset == 0 => "workspace",
        Storage.Workspace => InvariantText.Of($"Unsafe.Add(ref workspace, (nint){buffer.Offset} * samples)"),
        Storage.Scratch => At("scratch", buffer),
        Storage.Input => "input",
        Storage.Output => "output",
        Storage.OutputGradient => "outputGradient",
        Storage.InputGradient => "inputGradient",
        Storage.Labels => "labels",
        Storage.Targets => "targets",
        Storage.Parameters => At("weights", buffer),
        Storage.PackedForward => At("packed", buffer),
        Storage.PackedBackward => At("packedBackward", buffer),
        Storage.Gradients => At("gradients", buffer),
        Storage.Loss => "loss",
        _ => throw new InvalidOperationException(),
    };
}
