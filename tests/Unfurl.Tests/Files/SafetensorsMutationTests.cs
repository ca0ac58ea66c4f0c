namespace Unfurl.Tests.Files;

/// <summary>Files are untrusted: whatever is done to one, it is refused with a reason or read exactly.</summary>
public sealed class SafetensorsMutationTests
{
    private const int Rounds = 1000;
    private const string Source = "model.safetensors";

    [Fact]
    public void MutatedFilesAreRefusedWithAReasonOrReadExactly()
    {
        var verdicts = new Dictionary<(string, bool), int>();
        for (int round = 0; round < Rounds; round++)
        {
            var random = new SplitMix64(SplitMix64.Mix((ulong)round));
            var draft = new SafetensorsDraft(ref random);
            ParameterInfo[] table = Table(draft);
            int kind = round % SafetensorsMutation.Count;
            string what = FormattableString.Invariant($"round {round}, {SafetensorsMutation.Name(kind)}");
            (byte[] bytes, Verdict verdict) = SafetensorsMutation.Apply(kind, draft, random);

            SafetensorsFile? file = Parse(bytes, what);
            bool read = file is not null;
            Assert.True(verdict == Verdict.Either || read == (verdict == Verdict.Read), $"{what}: read is {read}, expected {verdict}");
            if (read)
                CheckTensors(bytes, file!, what);
            CheckLoading(bytes, file, table, what);
            (string, bool) key = (SafetensorsMutation.Name(kind), read);
            verdicts[key] = verdicts.GetValueOrDefault(key) + 1;
        }

        // The dice must not leave a verdict out: both for what may go either way.
        Assert.All(
            from name in new[] { "Flip", "Edit", "Deep", "DType" } from read in new[] { true, false } select (name, read),
            key => Assert.True(verdicts.ContainsKey(key), $"{key}"));
    }

    /// <summary>The file, or null if it is refused with a reason.</summary>
    private static SafetensorsFile? Parse(byte[] bytes, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return SafetensorsFile.Parse(bytes, Source);
        }
        catch (InvalidDataException exception)
        {
            Assert.StartsWith($"{Source}: ", exception.Message);
            Assert.InRange(exception.Message.Length, Source.Length + 10, 2000);
            return null;
        }
        finally
        {
            // A file costs memory by its own length, not by the lengths it claims.
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 500_000 + 64L * bytes.Length, $"{what}: {allocated} bytes allocated for a file of {bytes.Length}");
        }
    }

    private static void CheckTensors(byte[] bytes, SafetensorsFile file, string what)
    {
        var expected = SafetensorsReference.Read(bytes);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), file.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (SafetensorsEntry entry in file.Entries)
        {
            (string dtype, long[] shape, float[]? numbers) = expected[entry.Name];
            Assert.Equal(dtype, entry.DType);
            Assert.Equal(shape, entry.Shape);
            Assert.Equal(numbers is not null, entry.IsReadable);
            if (numbers is null)
                continue;
            float[] values = new float[entry.Length];
            file.CopyTo(entry.Name, values);
            Assert.True(AreSame(numbers, values), $"{what}: {entry.Name} has other values");
        }
    }

    /// <summary>Into a network's weights: all tensors with exactly their values, or none touched and the reason given.</summary>
    private static void CheckLoading(byte[] bytes, SafetensorsFile? file, ParameterInfo[] table, string what)
    {
        float[] values = new float[table.Sum(tensor => tensor.Length)];
        Array.Fill(values, 42);
        try
        {
            ParameterFile.Load("Net", table, values, bytes, Source);
        }
        catch (InvalidDataException exception)
        {
            Assert.StartsWith(file is null ? $"{Source}: " : $"{Source} does not fit Net: ", exception.Message);
            Assert.All(values, value => Assert.Equal(42, value));
            return;
        }

        Assert.True(file is not null, $"{what}: loaded, but not read");
        var expected = SafetensorsReference.Read(bytes);
        foreach (ParameterInfo tensor in table)
            Assert.True(AreSame(expected[tensor.Key].Values!, values.AsSpan(tensor.Offset, tensor.Length)), $"{what}: {tensor.Key}");
    }

    private static ParameterInfo[] Table(SafetensorsDraft draft)
    {
        var table = new List<ParameterInfo>();
        int offset = 0;
        foreach (SafetensorsDraft.Entry entry in draft.Entries.Where(entry => entry.IsFloat))
        {
            int length = entry.Extents.Aggregate(1, (product, extent) => product * extent);
            table.Add(new ParameterInfo(entry.Key, entry.Extents, offset, length, 0));
            offset += length;
        }

        return [.. table];
    }

    // Bit for bit, but for the payload of a NaN that was converted.
    private static bool AreSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToUInt32Bits(expected[i]) == BitConverter.SingleToUInt32Bits(values[i]);
            if (!same && !(float.IsNaN(expected[i]) && float.IsNaN(values[i])))
                return false;
        }

        return expected.Length == values.Length;
    }
}
