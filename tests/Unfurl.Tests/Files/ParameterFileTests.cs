using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Files;

public sealed class ParameterFileTests
{
    [Fact]
    public void WeightsComeBack()
    {
        using var folder = new TemporaryFolder();
        var saved = new TinyParameters();
        saved.Initialize(3);
        saved.Save(folder["tiny.safetensors"]);
        var loaded = new TinyParameters();
        long version = loaded.Version;
        loaded.Load(folder["tiny.safetensors"]);
        Assert.Equal(saved.Values, loaded.Values);
        Assert.NotEqual(0, loaded["dense1.weight"][0]);
        Assert.True(loaded.Version > version);
        Assert.Equal("Tiny", SafetensorsFile.Read(folder["tiny.safetensors"]).Metadata["network"]);
    }

    [Fact]
    public void AllMismatchesAreListedAndNothingChanges()
    {
        using var folder = new TemporaryFolder();
        ParameterInfo[] table =
        [
            new("conv1.weight", [6, 1, 5, 5], 0, 150, 0),
            new("dense1.weight", [2, 3], 0, 6, 0),
            new("foo.weight", [1], 0, 1, 0),
        ];
        SafetensorsWriter.Save(folder["lenet.safetensors"], table, new float[150]);
        var parameters = new TinyParameters();
        parameters.Initialize(1);
        (float[] before, long version) = (parameters.Values.ToArray(), parameters.Version);
        Assert.Equal(
            "lenet.safetensors does not fit Tiny: conv1.weight is [6,1,5,5], expected [6,1,3,3]; dense1.bias is missing; "
            + "foo.weight is not part of the network.",
            Assert.Throws<InvalidDataException>(() => parameters.Load(folder["lenet.safetensors"])).Message);
        Assert.Equal(before, parameters.Values);
        Assert.Equal(version, parameters.Version);
    }

    [Fact]
    public void CountersAreIgnoredButNotWhereFloatsAreExpected()
    {
        using var folder = new TemporaryFolder();
        const string header = """
            {"bn1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},
            "conv1.weight":{"dtype":"I32","shape":[6,1,3,3],"data_offsets":[8,224]},
            "dense1.weight":{"dtype":"F16","shape":[2,3],"data_offsets":[224,236]},
            "dense1.bias":{"dtype":"BF16","shape":[2],"data_offsets":[236,240]}}
            """;
        File.WriteAllBytes(folder["x"], SafetensorsBytes.Join(header, new byte[240]));
        Assert.Equal("x does not fit Tiny: conv1.weight is I32, expected F32, F16, BF16 or F64.",
            Assert.Throws<InvalidDataException>(() => new TinyParameters().Load(folder["x"])).Message);
        File.WriteAllBytes(folder["x"], SafetensorsBytes.Join(header.Replace("I32", "F32"), new byte[240]));
        new TinyParameters().Load(folder["x"]);
    }

    [Fact]
    public void FormatsThatCannotBeReadAndLongNamesAreListedToo()
    {
        string name = new('n', 1000);
        string header = $$$"""
            {"conv1.weight":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]},
            "phase":{"dtype":"C64","shape":[1],"data_offsets":[1,9]},
            "mask":{"dtype":"BOOL","shape":[1],"data_offsets":[9,10]},
            "{{{name}}}":{"dtype":"F16","shape":[1],"data_offsets":[10,12]}}
            """;
        byte[] file = SafetensorsBytes.Join(header, new byte[12]);
        Assert.Equal(
            "x does not fit Tiny: conv1.weight is [1], expected [6,1,3,3]; conv1.weight is F8_E4M3, expected F32, F16, BF16 or F64; "
            + "dense1.weight is missing; dense1.bias is missing; phase is not part of the network; "
            + $"{name[..100]}... is not part of the network.",
            Assert.Throws<InvalidDataException>(() => ParameterFile.Load(new TinyParameters(), file, "x")).Message);
    }

    [Fact]
    public void WeightsComeFromBytesAndFromAnyStream()
    {
        using var folder = new TemporaryFolder();
        var saved = new TinyParameters();
        saved.Initialize(3);
        saved.Save(folder["x"]);
        byte[] bytes = File.ReadAllBytes(folder["x"]), later = [1, 2, 3, .. bytes];
        using FileStream file = File.OpenRead(folder["x"]);
        var visible = new MemoryStream(later, 0, later.Length, false, publiclyVisible: true) { Position = 3 };
        var hidden = new MemoryStream(later) { Position = 3 };
        foreach (Stream stream in new Stream[] { visible, hidden, file, new OneWay(bytes) })
        {
            var loaded = new TinyParameters();
            long version = loaded.Version;
            ParameterFile.Load(loaded, stream, "stream");
            Assert.Equal(saved.Values, loaded.Values);
            Assert.True(loaded.Version > version);
            Assert.Equal(-1, stream.ReadByte()); // open, and read to its end
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(stream, "stream"));
        }

        var direct = new TinyParameters();
        ParameterFile.Load(direct, bytes.AsSpan(), "bytes");
        Assert.Equal(saved.Values, direct.Values);
        Assert.Equal("Tiny", SafetensorsFile.Read(new MemoryStream(bytes), "x").Metadata["network"]);
    }

    [Fact]
    public void LoadingCopiesNoMoreThanNeeded()
    {
        const int numbers = 1 << 20;
        ParameterInfo[] table = [new("a", [numbers], 0, numbers, 0)];
        byte[] file = SafetensorsBytes.Single("F32", $"[{numbers}]", new byte[4 * numbers]);
        var stream = new MemoryStream(file, 0, file.Length, false, publiclyVisible: true);
        float[] values = new float[numbers];
        Assert.InRange(Allocations.Of(() => ParameterFile.Load("Net", table, values, file, "x")), 0, 50_000);
        Assert.InRange(Allocations.Of(() =>
        {
            stream.Position = 0;
            SafetensorsFile.Read(stream, "x");
        }), 0, 50_000);
    }

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.ThrowsAny<IOException>(() => new TinyParameters().Load(Path.Combine(Path.GetTempPath(), "no such unfurl file")));

    /// <summary>A stream that knows neither its length nor its position, like a pipe.</summary>
    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }

    /// <summary>Three tensors on cache lines of their own, as generated code lays them out.</summary>
    private sealed class TinyParameters() : NetworkParameters("Tiny", Tensors, 96, 96)
    {
        private static readonly ParameterInfo[] Tensors =
        [
            new("conv1.weight", [6, 1, 3, 3], 0, 54, 0.3f),
            new("dense1.weight", [2, 3], 64, 6, 0.5f),
            new("dense1.bias", [2], 80, 2, 0.5f),
        ];

        protected override void Pack(int set, ref float values, ref float packed) => throw new NotSupportedException();
    }
}
