using System.Runtime.InteropServices;
using Unfurl;

namespace Digits;

/// <summary>Shows that a saved network is the same network.</summary>
internal static class ReloadProof
{
    private const int BatchSize = 100;

    /// <summary>Loads <paramref name="path"/> into a fresh instance and compares every output for every image, bit for bit.</summary>
    public static bool Run(LeNet trained, string path, ImageDataSet images)
    {
        var reloaded = new LeNet(LeNet.LoadWeights(path));
        float[] inputs = new float[BatchSize * images.InputLength];
        float[] expected = new float[BatchSize * LeNet.OutputLength], actual = new float[expected.Length];
        int[] label = new int[1];
        for (int start = 0; start < images.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, images.Count - start);
            for (int i = 0; i < count; i++)
                images.Read(start + i, inputs.AsSpan(i * images.InputLength, images.InputLength), label, []);
            ReadOnlySpan<float> batch = inputs.AsSpan(0, count * images.InputLength);
            Span<float> first = expected.AsSpan(0, count * LeNet.OutputLength), second = actual.AsSpan(0, first.Length);
            trained.Forward(batch, first);
            reloaded.Forward(batch, second);
            // As bytes: for floats, 0 equals -0 and NaN differs from itself.
            if (!MemoryMarshal.AsBytes(first).SequenceEqual(MemoryMarshal.AsBytes(second)))
                return false;
        }

        return true;
    }
}
