namespace Unfurl.Generator;

/// <summary>Writes a network's programs: static methods that call kernels, in a file-local class beside them.</summary>
/// <remarks>They stand apart from the user's class and namespace, whose names would hide those of the framework.</remarks>
/// <param name="name">The class.</param>
/// <param name="programs">What is emitted.</param>
/// <param name="kernels">Collects the kernels that are called.</param>
/// <param name="layers">The table's rows, for comments and type arguments.</param>
/// <param name="spans">The spans the network takes.</param>
/// <param name="sizes">The sizes it is given with them.</param>
internal sealed class ProgramEmitter(string name, NetworkPrograms programs, KernelSet kernels, IReadOnlyList<LayerRow> layers, Spans spans, SizeArguments sizes)
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

    // What a step of many parts need not say.
    private const int MostParts = 64;

    /// <summary>Names of the methods it may write.</summary>
    public static readonly string[] Methods = ["Forward", "ForwardTraining", "Answer", "Backward", "LossBackward", "Loss", "Write", "Measure", "PackForward", "PackBackward", "PackInference", "PackFolded"];

    private CodeWriter _code = new();

    // What follows from open sizes in the method being written.
    private ExtentLocals _locals = new([]);

    // Whether the method being written is run by several threads.
    private bool _isShared;

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
    public string Add(string method, Plan plan, string workspace, IReadOnlyList<string> parameters, Func<Step, bool> wanted) =>
        Write(method, plan, parameters, wanted).Call($"{workspace}.Start", "");

    /// <summary>Adds a method that threads may share.</summary>
    public ProgramCall AddShared(string method, Plan plan, IReadOnlyList<string> parameters, Func<Step, bool> wanted)
    {
        _isShared = true;
        ProgramCall call = Write(method, plan, parameters, wanted);
        _isShared = false;
        return call;
    }

    private ProgramCall Write(string method, Plan plan, IReadOnlyList<string> parameters, Func<Step, bool> wanted)
    {
        Step[] steps = plan.Steps.Where(wanted).ToArray();
        bool draws = steps.Any(s => s is DrawStep { Draw.IsFixed: false });
        var touched = new HashSet<Storage>(steps.OfType<KernelStep>().SelectMany(s => s.Arguments).OfType<BufferArgument>().Select(a => a.Buffer.Storage));
        var memory = Memory.Where(m => touched.Contains(m.Storage)).ToArray();
        string declared = string.Concat(memory.Select(m => $", ref float {m.Parameter}").Concat(parameters.Select(s => ", " + s)));
        string share = _isShared ? ", TShare share" : "", shared = _isShared ? "<TShare>" : "", constraint = _isShared ? " where TShare : struct, IShare<TShare>" : "";
        using (_code.Block($"public static void {method}{shared}(ref float workspace, int scratchStart{declared}, {sizes.Parameters}int samples{(draws ? ", long pass" : "")}{share}){constraint}"))
        {
            CodeWriter outer = _code;
            (_code, _locals) = (new CodeWriter(), new ExtentLocals(plan.Offsets));

            // Offsets of a batch may pass what an int holds.
            if (touched.Contains(Storage.Workspace))
                _code.Line("nint n = samples;");
            if (touched.Contains(Storage.Scratch))
                _code.Line("ref float scratch = ref Unsafe.Add(ref workspace, scratchStart);");
            if (touched.Contains(Storage.Own))
                _code.Line($"ref float own = ref Unsafe.Add(ref workspace, {OwnStart(plan)});");
            Write(steps);
            foreach (string line in _locals.Lines)
                outer.Line(line);
            string body = _code.ToString().TrimEnd('\n');
            if (body.Length > 0)
                outer.Lines(body);
            _code = outer;
        }

        _code.Line();
        IEnumerable<string> given = parameters.Select(s => (s.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + s.Substring(s.LastIndexOf(' ') + 1));
        return new ProgramCall($"global::Unfurl.Emitted.{name}.{method}", memory.Select(m => m.Argument).ToArray(), given.ToArray(), sizes.Arguments, draws ? ", __pass" : "");
    }

    // Behind what exists once for all threads of the call.
    private string OwnStart(Plan plan) => "scratchStart" + (plan.ScratchLength == 0 ? "" : InvariantText.Of($" + {_locals.Of(plan.ScratchLength, "scratch length")}"))
        + (_isShared ? InvariantText.Of($" + ({_locals.Of(plan.OwnLength, "own length")} * share.Seat)") : "");

    /// <summary>Adds the method that tells how much memory a program needs at given sizes.</summary>
    public string AddMeasure(Plan plan)
    {
        var locals = new ExtentLocals(plan.Offsets);
        string[] lengths =
        [
            locals.Of(spans.InputLength, "input length"),
            locals.Of(spans.OutputLength, "output length"),
            locals.Of(plan.WorkspaceLength, "sample end"),
            locals.Of(plan.ScratchLength, "call end"),
            locals.Of(plan.OwnLength, "thread end"),
        ];
        using (_code.Block($"public static void Measure({sizes.Parameters}{MeasureEmitter.Parameters})"))
        using (_code.Block("checked"))
        {
            foreach (string line in locals.Lines)
                _code.Line(line);
            _code.Line($"(input, output, sample, call, thread) = ({string.Join(", ", lengths)});");
        }

        _code.Line();
        return $"global::Unfurl.Emitted.{name}.Measure({sizes.Arguments}{MeasureEmitter.Arguments});";
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

            if (!_isShared || IsShared(steps[i]))
            {
                Write(steps[i]);
                continue;
            }

            using (_code.Block("if (share.Leads())"))
            {
                for (; i < steps.Length && steps[i].Layer == layer && !IsShared(steps[i]); i++)
                    Write(steps[i]);
                i--;
                _code.Line("share.Pass();");
            }
        }
    }

    private bool IsShared(Step step) => step is KernelStep call && kernels.Add(call.Kernel, Name(step.Layer)).IsShared;

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
                KernelCall kernel = kernels.Add(call.Kernel, Name(step.Layer));
                string[] arguments = call.Arguments.Select(Of).ToArray();
                (string share, string own) = _isShared && kernel.IsShared ? ("TShare", Share(call.Kernel)) : ("Alone", "default");
                _code.Line(kernel.With(arguments, share, own, (size, value) => _locals.Of(value, $"{Name(step.Layer)} {size}")));
                break;
            case DrawStep draw:
                string address = Address(new BufferArgument(draw.Target)), numbers = string.Concat(draw.Draw.Arguments.Select(a => Literals.Single(a) + ", "));
                _code.Line($"{draw.Draw.Method}(MemoryMarshal.CreateSpan(ref {address}, {draw.Target.Length} * samples), {numbers}{(draw.Draw.IsFixed ? "0" : "pass")}, {step.Layer});");
                break;
        }
    }

    // Below a microsecond a part is not worth its handling.
    private static string Share(Kernel kernel)
    {
        int parts = Math.Max(1, (int)Math.Min(kernel.Work / 1000, MostParts));
        return parts == MostParts ? "share" : parts == 1 ? "share.For(samples)" : InvariantText.Of($"share.For({parts} * samples)");
    }

    private string Of(Argument argument) => argument switch
    {
        BufferArgument buffer => $"ref {Address(buffer)}",
        SamplesArgument => "samples",
        ScaleArgument { PerSample: false } scale => Literals.Single(scale.Factor),
        ScaleArgument scale => $"(float)({Literals.Double(scale.Factor)} / samples)",
        _ => throw new InvalidOperationException(),
    };

    private string At(string start, Extent offset) => offset == 0 ? start : InvariantText.Of($"Unsafe.Add(ref {start}, {Local(offset)})");

    private string Local(Extent offset) => _locals.Of(offset, "offset");

    // What exists per sample starts behind all samples of what stands before it.
    private string Address(BufferArgument argument)
    {
        (Buffer buffer, int offset) = (argument.Buffer, argument.Offset);
        string more = offset == 0 ? "" : InvariantText.Of($" + {Local(offset)}");
        return buffer.Storage switch
        {
            Storage.Workspace when buffer.Offset == 0 => At("workspace", offset),
            Storage.Workspace => InvariantText.Of($"Unsafe.Add(ref workspace, {Local(buffer.Offset)} * n{more})"),
            Storage.Scratch => At("scratch", buffer.Offset + offset),
            Storage.Own => At("own", buffer.Offset + offset),
            Storage.Input or Storage.Output or Storage.OutputGradient or Storage.InputGradient => At(Spans.Of(buffer), offset),
            Storage.Labels => "labels",
            Storage.Targets => "targets",
            Storage.Loss => "loss",
            _ => At(Memory.First(m => m.Storage == buffer.Storage).Parameter, buffer.Offset + offset),
        };
    }
}

/// <summary>How a network's class calls a method of its program.</summary>
/// <param name="Method">The method.</param>
/// <param name="Memory">The parameters and what is derived from them, as arguments.</param>
/// <param name="Given">What the call is given, as arguments.</param>
/// <param name="Sizes">The open sizes, as arguments.</param>
/// <param name="Pass">The number of the training pass, if it draws.</param>
internal sealed record ProgramCall(string Method, string[] Memory, string[] Given, string Sizes, string Pass)
{
    /// <summary>The statement.</summary>
    /// <param name="start">The method of the workspace that tells where it starts.</param>
    /// <param name="share">The last argument, with its comma.</param>
    public string Call(string start, string share) => Call(start, Memory, Given, share);

    public string Call(string start, IEnumerable<string> memory, IEnumerable<string> given, string share) =>
        $"{Method}(ref {start}(samples, out int scratch), scratch{string.Concat(memory.Concat(given).Select(a => ", " + a))}, {Sizes}samples{Pass}{share});";
}
