namespace Unfurl.Generator;

/// <summary>Writes the kernels of a network as one file-local class.</summary>
internal static class KernelEmitter
{
    public static void Write(CodeWriter code, string name, KernelSet kernels)
    {
        code.Line($"/// <summary>The kernels: every loop nest stands under its formula, once per vector width.</summary>");
        using (code.Block($"file static class {name}"))
        {
            bool first = true;
            foreach (KernelText kernel in kernels.Kernels)
            {
                if (!first)
                    code.Line();
                first = false;
                WriteKernel(code, kernel);
            }
        }
    }

    private static void WriteKernel(CodeWriter code, KernelText kernel)
    {
        string parameters = string.Join(", ", kernel.Kernel.Parameters.Select(p => $"{TypeOf(p.Kind)} {p.Name}"));
        string arguments = string.Join(", ", kernel.Kernel.Parameters.Select(p => IsReference(p.Kind) ? $"ref {p.Name}" : p.Name));
        string generic = kernel.Sizes.Length == 0 ? "" : "<TSizes>";
        string constraint = kernel.Sizes.Length == 0 ? "" : $" where TSizes : struct, I{kernel.Name}";
        code.Line($"// {kernel.Kernel.Formula}");
        if (kernel.Bodies.Length > 1)
        {
            using (code.Block($"public static void {kernel.Name}{generic}({parameters}){constraint}"))
            {
                code.Line("if (Vector512.IsHardwareAccelerated)");
                code.Line($"    {kernel.Name}_512{generic}({arguments});");
                code.Line("else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)");
                code.Line($"    {kernel.Name}_256{generic}({arguments});");
                code.Line("else");
                code.Line($"    {kernel.Name}_128{generic}({arguments});");
            }
        }

        foreach (KernelBody body in kernel.Bodies)
        {
            if (kernel.Bodies.Length > 1)
                code.Line();
            string name = kernel.Bodies.Length > 1 ? InvariantText.Of($"{kernel.Name}_{LaneText.Bits(body.Lanes)}") : kernel.Name;
            code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"{(kernel.Bodies.Length > 1 ? "private" : "public")} static void {name}{generic}({parameters}){constraint}"))
            {
                foreach (string size in body.Sizes)
                    code.Line($"int {LaneText.Local(size)} = TSizes.{size};");
                code.Lines(body.Text.TrimEnd('\n'));
            }
        }

        WriteSizes(code, kernel);
    }

    // Constants of a value-type argument: both compilers specialise the method and fold them.
    private static void WriteSizes(CodeWriter code, KernelText kernel)
    {
        if (kernel.Sizes.Length == 0)
            return;
        code.Line();
        using (code.Block($"public interface I{kernel.Name}"))
        {
            foreach (string size in kernel.Sizes)
                code.Line($"static abstract int {size} {{ get; }}");
        }

        foreach (KernelSizes user in kernel.Users)
        {
            code.Line();
            using (code.Block($"public readonly struct {user.Type} : I{kernel.Name}"))
            {
                for (int i = 0; i < kernel.Sizes.Length; i++)
                    code.Line($"public static int {kernel.Sizes[i]} => {user.Values[i]};");
            }
        }
    }

    private static bool IsReference(ParameterKind kind) => kind is ParameterKind.Floats or ParameterKind.Integers;

    private static string TypeOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Floats => "ref float",
        ParameterKind.Integers => "ref int",
        ParameterKind.Count => "int",
        _ => "float",
    };
}
