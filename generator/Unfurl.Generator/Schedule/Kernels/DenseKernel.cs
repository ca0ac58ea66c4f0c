namespace Unfurl.Generator;

/// <summary>A vector times a matrix, vectors along the outputs: y[o] = b[o] + sum over i of x[i] w[i][o], for each sample.</summary>
/// <remarks>Serves the forward pass with packed weights [in][out, padded to 16] and the gradient of the input with the natural ones, whose
/// rows are outputs: dx[i] = sum over o of dy[o] w[o][i]. Numbers past the last output are nobody's.</remarks>
internal static class DenseKernel
{
    private const int Latency = 8;

    public static Kernel Create(DensePlan plan) => new(
        "Dense",
        (plan.Bias ? "y[o] = b[o] + sum over i of x[i] w[i,o]" : "y[o] = sum over i of x[i] w[i,o]") + (plan.Epilogue is null ? "" : $", then x => {plan.Epilogue}"),
        plan.Bias ? Kernels.Over("x", "weights", "bias", "y") : Kernels.Over("x", "weights", "y"),
        Widths: true,
        b => Write(b, plan)) { IsSpecialised = true, Identity = plan };

    private static void Write(LoopBuilder b, DensePlan plan)
    {
        int vectors = Layout.RoundUp(plan.Outputs) / b.Lanes;
        int batch = b.Registers >= 32 ? 4 : 3;
        int wide = Widest(vectors, (b.Registers - 2 - batch) / batch);
        int single = Widest(vectors, Math.Min(8, b.Registers - 4));
        Index whole = (Kernel.Samples / batch) * batch;
        b.For("sample", 0, whole, batch, sample => Tiles(b, plan, sample, batch, wide));
        b.For("sample", whole, Kernel.Samples, 1, sample => Tiles(b, plan, sample, 1, single));
    }

    private static int Widest(int vectors, int most) => Enumerable.Range(1, Math.Max(1, most)).Last(t => vectors % t == 0);

    private static void Tiles(LoopBuilder b, DensePlan plan, Index sample, int samples, int vectors) =>
        b.For("output", 0, new Size("PaddedOutputs", Layout.RoundUp(plan.Outputs)), vectors * b.Lanes, output =>
        {
            // Few sums cannot hide the latency of a multiply-add: then neighbouring inputs get sums of their own.
            int chains = Math.Max(1, Math.Min(4, Latency / (samples * vectors)));
            var sums = new LaneLocal[chains, samples, vectors];
            for (int c = 0; c < chains; c++)
            {
                for (int n = 0; n < samples; n++)
                {
                    for (int v = 0; v < vectors; v++)
                        sums[c, n, v] = b.Let($"sum{c}_{n}_{v}", c == 0 && plan.Bias ? b.Load(new Pointer("bias"), output + (v * b.Lanes)) : b.Zero);
                }
            }

            Pointer[] inputs = Enumerable.Range(0, samples)
                .Select(n => b.Point("input" + n, Kernel.X, (sample + n) * new Size("XSample", plan.SourceLength)))
                .ToArray();
            Pointer weights = b.Point("w", new Pointer("weights"), output);
            Index row = new Size("WeightsRow", plan.WeightsRow);
            b.For("i", 0, new Size("Inputs", plan.Inputs) - (plan.Inputs % chains), chains, _ =>
            {
                for (int c = 0; c < chains; c++)
                    Products(c);
                Next(chains);
            });
            for (int c = 0; c < plan.Inputs % chains; c++)
                Products(c);
            for (int n = 0; n < samples; n++)
            {
                for (int v = 0; v < vectors; v++)
                {
                    Lane sum = Enumerable.Range(0, chains).Select(c => (Lane)sums[c, n, v]).Aggregate((x, y) => x + y);
                    b.Store(
                        Kernel.Y,
                        ((sample + n) * new Size("YSample", plan.TargetLength)) + output + (v * b.Lanes),
                        plan.Epilogue is null ? sum : b.Apply(plan.Epilogue, _ => sum));
                }
            }

            void Products(int chain)
            {
                Lane[] w = Enumerable.Range(0, vectors).Select(v => (Lane)b.Pass(InvariantText.Of($"weight{v}"), b.Load(weights, (chain * row) + (v * b.Lanes)))).ToArray();
                for (int n = 0; n < samples; n++)
                {
                    Lane value = b.Pass("value", b.Broadcast(inputs[n], chain));
                    for (int v = 0; v < vectors; v++)
                        b.Assign(sums[chain, n, v], Lane.Fma(value, w[v], sums[chain, n, v]));
                }
            }

            void Next(int count)
            {
                b.Advance(weights, count * row);
                foreach (Pointer input in inputs)
                    b.Advance(input, count);
            }
        });
}

/// <summary>A matrix product as the kernel sees it.</summary>
/// <param name="Inputs">Numbers summed over.</param>
/// <param name="Outputs">Numbers made.</param>
/// <param name="SourceLength">Floats from a sample to the next in what is read.</param>
/// <param name="TargetLength">Floats from a sample to the next in what is written.</param>
/// <param name="WeightsRow">Floats from the weights of an input to the next's.</param>
/// <param name="Bias">A bias per output is added.</param>
/// <param name="Epilogue">A formula applied before the store.</param>
internal sealed record DensePlan(int Inputs, int Outputs, int SourceLength, int TargetLength, int WeightsRow, bool Bias, Expression? Epilogue);
