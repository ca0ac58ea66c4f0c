using System.IO.Compression;

namespace Unfurl.Tests.Data;

public sealed class IdxFileTests
{
    /// <summary>Two images of 1x3.</summary>
    private static readonly byte[] Good = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RawAndZippedFilesAreReadByTheirContent(bool zipped)
    {
        IdxFile file = IdxFile.Parse(zipped ? Zip(Good) : Good, "x");
        Assert.Equal([2, 1, 3], file.Dimensions);
        Assert.Equal([10, 20, 30, 40, 50, 60], file.Values);
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "ends inside the first 4 bytes", [] },
        { "ends inside the first 4 bytes", [0, 0, 8] },
        { "expected 00 00", [1, .. Good[1..]] },
        { "type 0D, expected 08", [0, 0, 13, .. Good[3..]] },
        { "gives 0 dimensions", [0, 0, 8, 0] },
        { "gives 255 dimensions", [0, 0, 8, 255, .. Good[4..]] },
        { "ends inside its 3 dimensions", Good[..15] },
        { "need 6 bytes of values, the file has 0", Good[..16] },
        { "more than the file can hold", [0, 0, 8, 1, 0, 0, 4, 0] },
        { "need 6 bytes of values, the file has 5", Good[..21] },
        { "more behind the 6 bytes", [.. Good, 0] },
        { "dimension 0 is 4294967295", [0, 0, 8, 1, 255, 255, 255, 255] },
        { "more than fit an array", [0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255] },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void DamagedFilesAreRefusedWithTheReason(string reason, byte[] bytes)
    {
        string message = Assert.Throws<InvalidDataException>(() => IdxFile.Parse(bytes, "images")).Message;
        Assert.StartsWith("images: ", message);
        Assert.Contains(reason, message);
        // Zipped, the same damage is found, though by another check where the length of the file is not known beforehand.
        Assert.StartsWith("images: ", Assert.Throws<InvalidDataException>(() => IdxFile.Parse(Zip(bytes), "images")).Message);
    }

    [Fact]
    public void ASmallZippedFileCannotAskForMuchMemory()
    {
        byte[] bomb = Zip([0, 0, 8, 1, 127, 0, 0, 0]);
        Assert.Contains("more than the file can hold", Assert.Throws<InvalidDataException>(() => IdxFile.Parse(bomb, "x")).Message);
    }

    [Fact]
    public void MutatedZippedFilesAreRefusedOrRead()
    {
        byte[] original = Zip([0, 0, 8, 1, 0, 0, 4, 0, .. Enumerable.Range(0, 1024).Select(i => (byte)(i * i))]);
        var random = new SplitMix64(5);
        int refused = 0;
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = original[..(original.Length - random.NextInt32(2) * random.NextInt32(original.Length))];
            for (int changes = 0; changes < 3 && bytes.Length > 0; changes++)
                bytes[random.NextInt32(bytes.Length)] ^= (byte)(1 << random.NextInt32(8));
            try
            {
                IdxFile.Parse(bytes, "x");
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 200, 300);
    }

    internal static byte[] Zip(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.Fastest))
            stream.Write(bytes);
        return zipped.ToArray();
    }
}
