namespace Unfurl.Generator;

/// <summary>Writes the kernels of a network as one file-local class.</summary>
internal sealed class KernelEmitter(CodeWriter code, KernelSet kernels)
{
    private readonly HashSet<KernelMethod> _written = [];
    private readonly HashSet<SizeContract> _declared = [];

    public void Write(string name)
    {
        code.Line($"/// <summary>The kernels: every loop nest stands under its formula, once per vector width.</summary>");
        using (code.Block($"file static partial class {name}"))
        {
            bool first = true;
            foreach (KernelDispatch kernel in kernels.Kernels)
            {
                if (!first)
                    code.Line();
                first = false;
                WriteKernel(kernel);
            }
        }
    }

    private void WriteKernel(KernelDispatch kernel)
    {
        var signature = new Signature(kernel);
        code.Line($"// {kernel.Kernel.Formula}");
        if (kernel.Methods.Length > 1)
            WriteChoice(kernel, signature);
        foreach (KernelMethod method in kernel.Methods.Where(_written.Add))
        {
            if (kernel.Methods.Length > 1)
                code.Line();
            WriteMethod(method, kernel, signature);
        }

        if (kernel.Contract.IsType && _declared.Add(kernel.Contract))
            WriteSizes(kernel.Contract);
    }

    private void WriteChoice(KernelDispatch kernel, Signature signature)
    {
        string[] calls = kernel.Methods.Select(m => $"{m.Name}{signature.Generic}({signature.Arguments});").ToArray();
        using (code.Block($"public static void {kernel.Name}{signature.Generic}({signature.Parameters}){signature.Constraint}"))
        {
            code.Line("if (Vector512.IsHardwareAccelerated)");
            code.Line($"    {calls[0]}");
            code.Line("else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)");
            code.Line($"    {calls[1]}");
            code.Line("else");
            code.Line($"    {calls[2]}");
        }
    }

    private void WriteMethod(KernelMethod method, KernelDispatch kernel, Signature signature)
    {
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string access = kernel.Methods.Length > 1 ? "private" : "public";
        using (code.Block($"{access} static void {method.Name}{signature.Generic}({signature.Parameters}){signature.Constraint}"))
        {
            foreach (string size in method.Sizes.Intersect(kernel.Contract.Constants))
                code.Line($"int {LaneText.Local(size)} = TSizes.{size};");
            code.Lines(method.Text.TrimEnd('\n'));
        }
    }

    // Constants of a value-type argument: both compilers specialise the method and fold them.
    private void WriteSizes(SizeContract contract)
    {
        code.Line();
        using (code.Block($"public interface {contract.Name}"))
        {
            foreach (string size in contract.Constants)
                code.Line($"static abstract int {size} {{ get; }}");
        }

        foreach ((string type, int[] values) in contract.Types)
        {
            code.Line();
            using (code.Block($"public readonly struct {type} : {contract.Name}"))
                code.Line(string.Join(" ", contract.Constants.Select((size, i) => InvariantText.Of($"public static int {size} => {values[i]};"))));
        }
    }

    /// <summary>A kernel's parameters as text.</summary>
    private sealed class Signature
    {
        public Signature(KernelDispatch kernel)
        {
            string[] sizes = kernel.Contract.Arguments.Select(LaneText.Local).ToArray();
            Parameters = string.Join(", ", kernel.Kernel.Parameters.Select(p => $"{TypeOf(p.Kind)} {p.Name}").Concat(sizes.Select(s => $"int {s}")).Concat(kernel.IsShared ? ["TShare share"] : []));
            Arguments = string.Join(", ", kernel.Kernel.Parameters.Select(p => IsReference(p.Kind) ? $"ref {p.Name}" : p.Name).Concat(sizes).Concat(kernel.IsShared ? ["share"] : []));
            string[] types = [.. kernel.Contract.IsType ? new[] { "TSizes" } : [], .. kernel.IsShared ? new[] { "TShare" } : []];
            Generic = types.Length == 0 ? "" : $"<{string.Join(", ", types)}>";
            Constraint = (kernel.Contract.IsType ? $" where TSizes : struct, {kernel.Contract.Name}" : "") + (kernel.IsShared ? " where TShare : struct, IShare<TShare>" : "");
        }

        public string Parameters { get; }

        public string Arguments { get; }

        public string Generic { get; }

        public string Constraint { get; }

        private static bool IsReference(ParameterKind kind) => kind is ParameterKind.Floats or ParameterKind.Integers;

        private static string TypeOf(ParameterKind kind) => kind switch
        {
            ParameterKind.Floats => "ref float",
            ParameterKind.Integers => "ref int",
            ParameterKind.Count => "int",
            _ => "float",
        };
    }
}
