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
    public void AMissingFileIsSaid() =>
        Assert.ThrowsAny<IOException>(() => new TinyParameters().Load(Path.Combine(Path.GetTempPath(), "no such unfurl file")));

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
