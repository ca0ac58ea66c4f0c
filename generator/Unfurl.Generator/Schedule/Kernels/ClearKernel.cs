namespace Unfurl.Generator;

/// <summary>Writes zeros over a whole tensor.</summary>
internal static class ClearKernel
{
    public static Kernel Create(Layout layout)
    {
        var y = new TensorView(Kernel.Y, layout);
        return new Kernel("Clear", "y = 0", Kernels.Over("y"), Widths: false, b => b.Add(new ClearRun(y.Pointer, 0, Kernel.Samples * y.Sample)));
    }
}
