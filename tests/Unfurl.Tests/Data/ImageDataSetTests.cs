using Unfurl.Tests.Harness;
using Unfurl.Tests.Files;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Data;

public sealed class ImageDataSetTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 1, 2, 3];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 4, 1];

    [Fact]
    public void PixelsAreScaledAsDocumented()
    {
        ImageDataSet images = new ImageDataSet(1, 1, 3, [0, 51, 255, 1, 2, 3], [4, 1]).Normalize(0.5f, 0.25f);
        float[] input = new float[3];
        int[] label = new int[1];
        images.Read(0, input, label, []);
        Assert.Equal([-2, (0.2f - 0.5f) / 0.25f, 2], input);
        Assert.Equal([4], label);
        Assert.Equal((2, 3, 1, 0, 0), (images.Count, images.InputLength, images.LabelLength, images.TargetLength, images.Classes.Count));
    }

    [Fact]
    public void EveryChannelHasItsOwnMeanAndDeviation()
    {
        ImageDataSet images = new ImageDataSet(2, 1, 2, [0, 51, 255, 51], [0]).Normalize([0.2f, 0.5f], [1, 0.25f]).Slice(0, 1);
        float[] input = new float[4];
        images.Read(0, input, new int[1], []);
        Assert.Equal([-0.2f, 0, 2, (0.2f - 0.5f) / 0.25f], input);
        Assert.Equal([0.2f, 0.5f, 1, 0.25f], images.Mean.Concat(images.Deviation));
    }

    [Fact]
    public void ReadAllocatesNothing()
    {
        ImageDataSet images = SyntheticDigits.Create(10, 1);
        float[] input = new float[784];
        int[] label = new int[1];
        images.Read(0, input, label, []);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 10; i++)
                images.Read(i, input, label, []);
        }));
    }

    [Fact]
    public void ReadChecksItsArguments()
    {
        var images = new ImageDataSet(1, 1, 1, [7], [0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Read(1, new float[1], new int[1], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Read(-1, new float[1], new int[1], []));
        Assert.Throws<ArgumentException>(() => images.Read(0, new float[2], new int[1], []));
        Assert.Throws<ArgumentException>(() => images.Read(0, new float[1], [], []));
        Assert.Throws<ArgumentException>(() => images.Read(0, new float[1], new int[1], new float[1]));
        Assert.Throws<ArgumentException>(() => new ImageDataSet(1, 1, 2, [7], [0]));
        Assert.Throws<ArgumentException>(() => new ImageDataSet(int.MaxValue, int.MaxValue, int.MaxValue, [7], [0]));
        Assert.Throws<ArgumentException>(() => new ImageDataSet(1, 1, 1, [7], [2], ["a", "b"]));
        Assert.StartsWith("deviation of channel 0 is 0", Assert.Throws<ArgumentException>(() => images.Normalize(0, 0)).Message);
        Assert.StartsWith("mean has 2 numbers", Assert.Throws<ArgumentException>(() => images.Normalize([0, 0], [1])).Message);
    }

    [Fact]
    public void SlicesShareThePixels()
    {
        ImageDataSet slice = new ImageDataSet(1, 1, 2, [1, 2, 3, 4, 5, 6], [7, 8, 9]).Slice(1, 2);
        Assert.Equal(2, slice.Count);
        Assert.Equal([3, 4], slice.Image(0).ToArray());
        Assert.Equal(9, slice.Label(1));
    }

    [Fact]
    public void AFolderIsOpenedAndWhatIsMissingIsNamed()
    {
        using var folder = new TemporaryFolder();
        string directory = Path.GetDirectoryName(folder["x"])!;
        File.WriteAllBytes(folder["train-images-idx3-ubyte"], Images);
        File.WriteAllBytes(folder["train-labels-idx1-ubyte.gz"], IdxFileTests.Zip(Labels));
        File.WriteAllBytes(folder["t10k-images-idx3-ubyte.gz"], IdxFileTests.Zip(Images));
        string message = Assert.Throws<FileNotFoundException>(() => ImageDataSet.OpenIdxFolder(directory)).Message;
        Assert.Contains("looked for t10k-labels-idx1-ubyte and t10k-labels-idx1-ubyte.gz", message);
        File.WriteAllBytes(folder["t10k-labels-idx1-ubyte"], Labels);
        (ImageDataSet train, ImageDataSet test) = ImageDataSet.OpenIdxFolder(directory);
        Assert.Equal((2, 1, 3, 4), (train.Count, train.Height, train.Width, train.Label(0)));
        Assert.Equal(2, test.Count);
    }

    [Fact]
    public void FilesThatDoNotFitTogetherAreRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["images"], Images);
        File.WriteAllBytes(folder["labels"], Labels);
        File.WriteAllBytes(folder["empty"], [0, 0, 8, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
        File.WriteAllBytes(folder["short"], [0, 0, 8, 1, 0, 0, 0, 1, 4]);
        Assert.Contains("2 images, but short has 1 labels", Message("images", "short", null));
        Assert.Contains("label 0 is 4, expected 0 to 1", Message("images", "labels", ["a", "b"]));
        Assert.Contains("has 1 dimensions, expected 3", Message("labels", "labels", null));
        Assert.Contains("0x65536x65536: there is no pixel", Message("empty", "labels", null));
        Assert.Contains("has 3 dimensions, expected 1", Message("images", "images", null));

        string Message(string images, string labels, string[]? classes) =>
            Assert.Throws<InvalidDataException>(() => ImageDataSet.FromIdx(folder[images], folder[labels], classes)).Message;
    }

    [Fact]
    public void FashionMnistLoads()
    {
        (ImageDataSet train, ImageDataSet test) = ImageDataSet.OpenIdxFolder(SharedFolder.Require("data/fashion-mnist"));
        Assert.Equal((60000, 10000), (train.Count, test.Count));
        Assert.Equal((1, 28, 28), (train.Channels, train.Height, train.Width));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(1000, Enumerable.Range(0, test.Count).Count(i => test.Label(i) == c)));
    }
}
