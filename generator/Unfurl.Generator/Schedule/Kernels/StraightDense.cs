namespace Unfurl.Generator;

/// <summary>Vectors times a matrix so small that every multiply-add stands in the code: y[o] = b[o] + sum over i of x[i] w[i][o].</summary>
/// <remarks>
/// Nothing is counted and no address computed but each sample's: in a network of a few hundred weights that costs more than the arithmetic. Few sums cannot hide the latency of a
/// multiply-add, so neighbouring inputs get sums of their own; strictly there is but one order.
/// </remarks>
internal static class StraightDense
{
    // Multiply-adds, outputs filled up to blocks: 64 instructions at 512 bits, 256 at 128.
    private const int Most = 1024;

    // Vectors of outputs that are summed together.
    private const int Together = 8;

    /// <summary>Whether a product is that small.</summary>
    public static bool Fits(DensePlan plan) => (long)plan.Inputs * Layout.RoundUp(plan.Outputs) <= Most;

    public static void Write(LoopBuilder b, DensePlan plan)
    {
        int vectors = Layout.RoundUp(plan.Outputs) / b.Lanes;
        b.Shared("sample", Kernel.Samples, sample =>
        {
            Pointer x = b.Point("input", Kernel.X, sample * plan.SourceLength), y = b.Point("to", Kernel.Y, sample * plan.TargetLength);
            for (int first = 0; first < vectors; first += Together)
                Sums(b, plan, x, y, first, Math.Min(Together, vectors - first));
        });
    }

    private static void Sums(LoopBuilder b, DensePlan plan, Pointer x, Pointer y, int first, int count)
    {
        int chains = b.IsStrict ? 1 : Math.Max(1, Math.Min(plan.Inputs, TileCosts.Latency / count));
        var sums = new Lane?[chains, count];
        for (int i = 0; i < plan.Inputs; i++)
        {
            Lane number = b.Pass("number", b.Broadcast(x, i));
            for (int v = 0; v < count; v++)
            {
                Lane weight = b.Load(new Pointer("weights"), Weight(plan, i, (first + v) * b.Lanes));
                if (sums[i % chains, v] is LaneLocal sum)
                    b.Assign(sum, Lane.Fma(number, weight, sum));
                else
                    sums[i % chains, v] = b.Let(InvariantText.Of($"sum{i % chains}_{v}"), Start(i, v) is { } bias ? Lane.Fma(number, weight, bias) : number * weight);
            }
        }

        for (int v = 0; v < count; v++)
        {
            Lane sum = Enumerable.Range(0, chains).Select(c => sums[c, v]!).Aggregate((one, other) => one + other);
            b.Store(y, (first + v) * b.Lanes, plan.Epilogue is null ? sum : b.Apply(plan.Epilogue, _ => sum));
        }

        // The first sum of a vector starts from the bias.
        Lane? Start(int input, int vector) => plan.Bias && input == 0 ? b.Load(new Pointer("bias"), (first + vector) * b.Lanes) : null;
    }

    private static int Weight(DensePlan plan, int input, int output) =>
        (output / plan.Weights.Width * plan.Weights.Panel) + (output % plan.Weights.Width) + (input * plan.Weights.Row);
}
