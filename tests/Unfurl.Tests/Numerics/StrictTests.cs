using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Numerics.Strict: the same bits at every vector width that has fused multiply-adds, and in every batch.</summary>
[Collection(nameof(VectorWidthTests))]
public sealed class StrictTests
{
    // Where a child process puts what its networks answer.
    private const string Variable = "UNFURL_STRICT_BITS";

    private const int Samples = 7;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of(Declarations()));

    private static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheBatchChangesNoBit(int batch)
    {
        Expect.None(Networks.Value.All
            .Select(network => Difference(network, Answers(network, Samples), Answers(network, batch)))
            .OfType<string>());
    }

    // The second has vectors as narrow as those of arm64, and fused multiply-adds.
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", "256")]
    [InlineData("DOTNET_PreferredVectorBitWidth", "128", "128")]
    public async Task NarrowerVectorsChangeNoBit(string setting, string value, string width)
    {
        if (VectorWidths.Expected is not null || !IsFused)
            return;
        string path = Path.Combine(Path.GetTempPath(), $"unfurl-{Guid.NewGuid():N}.bits");
        try
        {
            await RunChild(path, setting, value, width);
            byte[] bits = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            float[] theirs = MemoryMarshal.Cast<byte, float>(bits).ToArray();
            int at = 0;
            List<string> wrong = [];
            foreach (CompiledNetwork network in Networks.Value.All)
            {
                float[] ours = Answers(network, Samples);
                if (Difference(network, ours, theirs.AsSpan(at, ours.Length)) is { } difference)
                    wrong.Add(difference);
                at += ours.Length;
            }

            Expect.None(wrong);
            Assert.Equal(theirs.Length, at);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void NegativeZeroPassesReLU()
    {
        float[] y = new float[2];
        Networks.Value["Rectifier"].Create().Forward([-0f, -1f], y);
        Assert.Equal([int.MinValue, 0], y.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void AChildWritesItsBits()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
            return;
        Assert.True(IsFused);
        File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(Networks.Value.All.SelectMany(n => Answers(n, Samples)).ToArray()).ToArray());
    }

    private static async Task RunChild(string path, string setting, string value, string width)
    {
        string library = typeof(StrictTests).Assembly.Location, program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(File.Exists(program) ? program : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (start.FileName == "dotnet")
            start.ArgumentList.Add(library);
        foreach (string argument in new[] { "-method", $"{typeof(StrictTests).FullName}.{nameof(AChildWritesItsBits)}", "-noColor", "-noLogo", "-noAutoReporters" })
            start.ArgumentList.Add(argument);
        start.Environment[setting] = value;
        start.Environment[VectorWidths.Variable] = width;
        start.Environment[Variable] = path;
        using Process child = Process.Start(start)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = child.StandardOutput.ReadToEndAsync(cancel), errors = child.StandardError.ReadToEndAsync(cancel);
        await child.WaitForExitAsync(cancel);
        Assert.True(child.ExitCode == 0 && File.Exists(path), $"With {setting}={value}, exit code {child.ExitCode}:\n{await output}{await errors}");
    }

    // All samples, so many a call.
    private static float[] Answers(CompiledNetwork network, int batch)
    {
        Trainable instance = network.Create();
        Comparison.WidenWeights(instance.Weights);
        foreach (ParameterInfo tensor in instance.Weights.Table)
        {
            foreach (ref float value in tensor.Key.EndsWith("running_var", StringComparison.Ordinal) ? instance.Weights.Edit(tensor.Key) : [])
                value = Math.Abs(value) + 0.1f;
        }

        int read = instance.Network.InputLength, written = instance.Network.OutputLength;
        float[] input = Numbers.Draw(new Random(5), Samples * read), output = new float[Samples * written];
        for (int n = 0; n < Samples; n += batch)
        {
            int count = Math.Min(batch, Samples - n);
            instance.Forward(input.AsSpan(n * read, count * read), output.AsSpan(n * written, count * written));
        }

        return output;
    }

    private static string? Difference(CompiledNetwork network, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        int differ = 0;
        for (int i = 0; i < expected.Length; i++)
            differ += BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]) ? 0 : 1;
        return differ == 0 ? null : $"{network}: {differ} of {expected.Length} numbers differ";
    }

    private static IEnumerable<Declaration> Declarations()
    {
        yield return Of("Planar", "3, 20, 37", "Conv(6, 5, Padding = 2), ReLU, MaxPool(2), Conv(5, 3), Tanh, AveragePool(2, Stride = 1)");
        yield return Of("Blocked", "5, 13, 11", "Conv(48, 3, Padding = 1), ReLU, Conv(34, 3), Sigmoid, Conv(64, 3, Stride = 2, Groups = 2), MaxPool(2), Conv(20, 1), ReLU");
        yield return Of("WideKernels", "20, 17, 9", "Conv(32, 7, Padding = 3), ReLU, Conv(16, 5, Dilation = 2), SiLU");
        yield return Of("Depthwise", "32, 12, 9", "Conv(32, 3, Padding = 1, Groups = 32), ReLU6, Conv(40, 1), HardSwish, Conv(40, 5, Padding = 2, Groups = 40, Stride = 2)");
        yield return Of("Transposed", "20, 6, 5", "ConvTranspose(33, 3, Stride = 2), ReLU, ConvTranspose(16, 5, Padding = 2), Tanh, ConvTranspose(3, 4, Stride = 2)");
        yield return Of("Vectors", "700", "Dense(100), ReLU, Dense(33), Sigmoid, Dense(16), Tanh, Dense(10), Softmax");
        yield return Of("Normalised", "3, 11, 10", "Conv(24, 3), BatchNorm, ReLU, BatchNorm, LocalResponseNorm(5), Conv(18, 3, Padding = 1), LocalResponseNorm(4, Beta = 0.6), GlobalAveragePool, Flatten, Dense(7)");
        yield return Of("Joined", "8, 10, 10", "Branch, Conv(24, 3, Padding = 1), ReLU, Branch, Conv(13, 1), Bent, Concat, Softmax, AveragePool(3, Padding = 1), Branch, Branch, BatchNorm, Add, Flatten, Dense(40)");
        yield return Of("Rectifier", "2", "ReLU");
    }

    private static Declaration Of(string name, string input, string layers) => Declaration.Of(name, input + ", Numerics = Numerics.Strict", layers);
}
