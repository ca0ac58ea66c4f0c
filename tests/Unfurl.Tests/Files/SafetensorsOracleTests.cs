using System.Text.Json;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Files;

/// <summary>The files of <c>shared/oracle/safetensors</c>, each with a verdict.</summary>
public sealed class SafetensorsOracleTests
{
    [Fact]
    public void EveryCaseIsJudgedAsTheManifestSays()
    {
        string folder = SharedFolder.Require("oracle/safetensors");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        Assert.NotEqual(0, manifest.RootElement.GetArrayLength());
        Assert.All(manifest.RootElement.EnumerateArray(), Check);

        void Check(JsonElement test)
        {
            string name = test.GetProperty("file").GetString()!;
            string path = Path.Combine(folder, name);
            switch (test.GetProperty("expect").GetString())
            {
                case "reject":
                    Assert.StartsWith(name, Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)).Message);
                    break;
                case "accept":
                    CheckTensors(SafetensorsFile.Read(path), test.GetProperty("tensors"));
                    break;
                default:
                    Assert.True(Record.Exception(() => SafetensorsFile.Read(path)) is null or InvalidDataException);
                    break;
            }
        }
    }

    private static void CheckTensors(SafetensorsFile file, JsonElement tensors)
    {
        if (tensors.ValueKind == JsonValueKind.Null)
            return;
        Assert.Equal(tensors.EnumerateObject().Count(), file.Entries.Count);
        foreach (JsonProperty tensor in tensors.EnumerateObject())
        {
            float[] values = new float[file[tensor.Name].Length];
            file.CopyTo(tensor.Name, values);
            Assert.Equal(tensor.Value.EnumerateArray().Select(value => value.GetSingle()), values);
        }
    }
}
