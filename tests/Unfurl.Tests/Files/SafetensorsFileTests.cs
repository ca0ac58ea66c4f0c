namespace Unfurl.Tests.Files;

public sealed class SafetensorsFileTests
{
    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F, 0, 0, 0x80, 0xFF }, new[] { 1.5f, float.NegativeInfinity })]
    [InlineData("F16", new byte[] { 0, 0x3E, 1, 0 }, new[] { 1.5f, 5.9604645E-08f })]
    [InlineData("BF16", new byte[] { 0xC0, 0x3F, 0xC0, 0x7F }, new[] { 1.5f, float.NaN })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 1, 0, 0, 0, 0, 0, 0xF0, 0x3F }, new[] { 1.5f, 1f })]
    public void EveryFloatFormatIsConverted(string dtype, byte[] data, float[] expected)
    {
        SafetensorsFile file = SafetensorsFile.Parse(SafetensorsBytes.Single(dtype, "[2]", data), "x");
        float[] values = new float[2];
        file.CopyTo("a", values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void EntriesSayWhatTheHeaderSays()
    {
        SafetensorsFile file = SafetensorsFile.Parse(SafetensorsBytes.Single("I64", "[]", new byte[8]), "x");
        SafetensorsEntry entry = Assert.Single(file.Entries);
        Assert.Equal(("a", "I64", 1L, 0L, 8L), (entry.Name, entry.DType, entry.Length, entry.Begin, entry.End));
        Assert.Empty(entry.Shape);
        Assert.False(entry.IsReadable);
        Assert.True(file.Contains("a"));
        Assert.False(file.Contains("A"));
        Assert.Equal(8, file.Bytes("a").Length);
    }

    [Fact]
    public void CopyToRefusesWhatItCannotDo()
    {
        SafetensorsFile counter = SafetensorsFile.Parse(SafetensorsBytes.Single("I64", "[]", new byte[8]), "x");
        SafetensorsFile one = SafetensorsFile.Parse(SafetensorsBytes.Single("F32", "[1]", new byte[4]), "x");
        Assert.Equal("x: a is I64, expected F32, F16, BF16 or F64.",
            Assert.Throws<InvalidDataException>(() => counter.CopyTo("a", new float[1])).Message);
        Assert.Throws<ArgumentException>(() => one.CopyTo("a", new float[2]));
        Assert.Throws<KeyNotFoundException>(() => one.CopyTo("b", new float[1]));
    }

    // Beyond the shared oracle: what two readers could understand differently, and what could cost memory or stack.
    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "'a' comes twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", "has 'shape' twice")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "has 'k' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' comes twice")]
    [InlineData("""{"__metadata__":[],"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "__metadata__ is a list")]
    [InlineData("""{"a":{"x":[[[[[[[[[[1]]]]]]]]]],"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", "not a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}""", "not a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[18446744073709551617],"data_offsets":[0,4]}}""", "not a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "not a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":{"0":4}}}""", "has an object under data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "leaves a hole behind the start of the data")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "ends at byte 8 of the data, but the file has 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", "12 bytes by its shape [3] of F32, but 4 by data_offsets")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,4]}}""", "no possible number of bytes")]
    [InlineData("""{"a":{"dtype":3,"shape":[1],"data_offsets":[0,4]}}""", "dtype 'a number'")]
    [InlineData("""{"a":null}""", "'a' is true, false or null")]
    [InlineData("""{"\ud800":null}""", "not valid JSON")]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "not valid JSON")]
    [InlineData("""{} {}""", "not valid JSON")]
    [InlineData("""{}""", "the tensors end at byte 0 of the data, but the file has 4")]
    public void DamagedHeadersAreRefusedWithTheReason(string header, string reason)
    {
        byte[] bytes = SafetensorsBytes.Join(header, 0, 0, 0, 0);
        string message = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Parse(bytes, "weights")).Message;
        Assert.StartsWith("weights: ", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void AHeaderBeyondTheCapIsRefusedWithoutReadingIt()
    {
        byte[] bytes = SafetensorsBytes.Join("{}");
        BitConverter.TryWriteBytes(bytes, 100_000_001L);
        Assert.Contains("at most 100000000", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Parse(bytes, "x")).Message);
    }

    [Fact]
    public void UnknownKeysOfAnEntryAreSkipped()
    {
        byte[] bytes = SafetensorsBytes.Join("""{"a":{"note":{"x":[1]},"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 0, 0, 0, 0);
        Assert.True(SafetensorsFile.Parse(bytes, "x").Contains("a"));
    }
}
