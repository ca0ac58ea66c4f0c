namespace Unfurl.Generator;

/// <summary>Spells the calls of a program.</summary>
internal sealed class ProgramEmitter(NetworkPrograms programs, KernelSet kernels)
{
    /// <summary>The steps of some sections, in order.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="plan">The program.</param>
    /// <param name="layers">Names of the layers, for comments and type arguments.</param>
    /// <param name="wanted">Which steps.</param>
    public void Write(CodeWriter code, Plan plan, IReadOnlyList<string> layers, Func<Step, bool> wanted)
    {
        int layer = int.MinValue;
        Step[] steps = plan.Steps.Where(wanted).ToArray();
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i].ForInputGradient)
            {
                using (code.Block("if (wantsInputGradient)"))
                {
                    for (; i < steps.Length && steps[i].ForInputGradient; i++)
                        Write(code, steps[i], layers);
                    i--;
                }

                continue;
            }

            if (steps[i].Layer != layer)
            {
                layer = steps[i].Layer;
                code.Line($"// {Name(layers, layer)}");
            }

            Write(code, steps[i], layers);
        }
    }

    /// <summary>The calls that make a packed set.</summary>
    public void WritePacks(CodeWriter code, Storage storage)
    {
        foreach (Pack pack in programs.Packs.Packs.Where(p => p.Target.Storage == storage))
        {
            string method = kernels.Add(pack.Kernel, pack.Target.Name);
            code.Line(InvariantText.Of($"{method}(ref Unsafe.Add(ref values, {pack.Source.Offset}), ref Unsafe.Add(ref packed, {pack.Target.Offset}));"));
        }
    }

    private static string Name(IReadOnlyList<string> layers, int layer) => layer < 0 ? "loss" : layers[layer];

    private void Write(CodeWriter code, Step step, IReadOnlyList<string> layers)
    {
        switch (step)
        {
            case KernelStep call:
                string arguments = string.Join(", ", call.Arguments.Select(Of));
                code.Line($"{kernels.Add(call.Kernel, Name(layers, step.Layer))}({arguments});");
                break;
            case MaskStep mask:
                code.Line($"DropoutMask.Fill(MemoryMarshal.CreateSpan(ref {Address(mask.Mask)}, {mask.Mask.Length} * samples), {Literals.Single(mask.Probability)}, __pass, {step.Layer});");
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

    private static string Address(Buffer buffer) => buffer.Storage switch
    {
        Storage.Workspace => InvariantText.Of($"Unsafe.Add(ref workspace, (nint){buffer.Offset} * samples)"),
        Storage.Scratch => InvariantText.Of($"Unsafe.Add(ref scratch, {buffer.Offset})"),
        Storage.Input => "input",
        Storage.Output => "output",
        Storage.OutputGradient => "outputGradient",
        Storage.InputGradient => "inputGradient",
        Storage.Labels => "labels",
        Storage.Targets => "targets",
        Storage.Parameters => InvariantText.Of($"Unsafe.Add(ref weights, {buffer.Offset})"),
        Storage.PackedForward => InvariantText.Of($"Unsafe.Add(ref packed, {buffer.Offset})"),
        Storage.PackedBackward => InvariantText.Of($"Unsafe.Add(ref packedBackward, {buffer.Offset})"),
        Storage.Gradients => InvariantText.Of($"Unsafe.Add(ref gradients, {buffer.Offset})"),
        Storage.Loss => "loss",
        _ => throw new InvalidOperationException(),
    };
}
