namespace Unfurl.Generator;

/// <summary>A formula applied number by number to maps of one shape and kind of layout.</summary>
internal static class ElementwiseKernel
{
    /// <param name="formula">Over the given names.</param>
    /// <param name="names">Names of the inputs in the formula.</param>
    /// <param name="sources">Their layouts.</param>
    /// <param name="target">Layout of the result, called <c>result</c>.</param>
    public static Kernel Create(Expression formula, string[] names, Layout[] sources, Layout target) => new(
        "Apply",
        $"result = {formula}",
        Kernels.Over([.. names, "result"]),
        Widths: true,
        b =>
        {
            TensorView[] inputs = names.Select((n, i) => new TensorView(new Pointer(n), sources[i])).ToArray();
            var result = new TensorView(new Pointer("result"), target);
            b.Shared("sample", Kernel.Samples, "plane", result.Planes, 1, "row", result.Height, 1, (sample, plane, row) =>
                Row(b, formula, inputs, result, sample, plane, row));
        }) { Work = Kernels.Moving(target, 1 + (10 * formula.Transcendentals)) };

    private static void Row(LoopBuilder b, Expression formula, TensorView[] inputs, TensorView result, Index sample, Index plane, Index row)
    {
        Pointer[] lines = inputs.Append(result).Select(t => b.Point(t.Pointer.Name + "Line", t.Pointer, t.At(sample, plane) + (row * t.Row))).ToArray();
        b.For("column", 0, result.Width * result.Column, b.Lanes, column =>
        {
            Lane[] values = inputs.Select((t, i) => (Lane)b.Let(t.Pointer.Name + "Value", b.Load(lines[i], column))).ToArray();
            Lane value = b.Apply(formula, name => values[Array.FindIndex(inputs, t => t.Pointer.Name == name)]);
            b.Store(lines[lines.Length - 1], column, result.IsBlocked ? value : Lane.First(result.Width - column, value, b.Zero));
        });
    }
}
