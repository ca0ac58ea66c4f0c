using Unfurl.Tests.Files;

namespace Unfurl.Tests.Data;

public sealed class CifarTests
{
    [Fact]
    public void ACifar10FolderIsOpened()
    {
        using var folder = new TemporaryFolder();
        for (int batch = 1; batch <= 5; batch++)
            File.WriteAllBytes(folder[$"data_batch_{batch}.bin"], [.. Record(batch), .. Record(batch - 1)]);
        File.WriteAllBytes(folder["test_batch.bin"], Record(9));
        (ImageDataSet train, ImageDataSet test) = Cifar.Open10(Path.GetDirectoryName(folder["x"])!);
        Assert.Equal([1, 0, 2, 1, 3, 2, 4, 3, 5, 4], Enumerable.Range(0, train.Count).Select(train.Label));
        Assert.Equal((1, 9, 3, 32, 32, 0), (test.Count, test.Label(0), test.Channels, test.Height, test.Width, test.Classes.Count));
        Assert.Equal(Record(4)[1..], train.Image(9).ToArray());

        File.WriteAllText(folder["batches.meta.txt"], "airplane\nbird\n\n");
        Assert.Equal("batches.meta.txt: there are 2 names, expected 10.",
            Assert.Throws<InvalidDataException>(() => Cifar.Open10(Path.GetDirectoryName(folder["x"])!)).Message);
        File.WriteAllLines(folder["batches.meta.txt"], "abcdefghij".Select(c => $"{c}"));
        Assert.Equal("c", Cifar.Open10(Path.GetDirectoryName(folder["x"])!).Test.Classes[2]);
        File.Delete(folder["data_batch_3.bin"]);
        string missing = Assert.Throws<FileNotFoundException>(() => Cifar.Open10(Path.GetDirectoryName(folder["x"])!)).Message;
        Assert.Contains("data_batch_3.bin", missing);
    }

    [Fact]
    public void Cifar100HasTwoLabels()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["train.bin"], Record(19, 99));
        File.WriteAllBytes(folder["test.bin"], Record(0, 1));
        (ImageDataSet train, ImageDataSet test) = Cifar.Open100(Path.GetDirectoryName(folder["x"])!);
        Assert.Equal((99, 1), (train.Label(0), test.Label(0)));
        (train, test) = Cifar.Open100(Path.GetDirectoryName(folder["x"])!, coarse: true);
        Assert.Equal((19, 0), (train.Label(0), test.Label(0)));
        Assert.Equal(Record(0, 1)[2..], test.Image(0).ToArray());
    }

    [Fact]
    public void DamagedFilesAreRefusedWithTheReason()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("x.bin: the file has 6147 bytes, expected a multiple of 3073 (records of 1 + 3072): 2 whole records and 1 bytes.",
            Message([.. Record(1), .. Record(2), 3]));
        Assert.StartsWith("x.bin: the file has 0 bytes, expected a multiple of 3073", Message([]));
        Assert.Equal("x.bin: record 1 (byte 3073) has the label 10, expected 0 to 9.", Message([.. Record(1), .. Record(10)]));
        File.WriteAllBytes(folder["x.bin"], [.. Record(1, 1), .. Record(1, 100)]);
        Assert.Equal("x.bin: record 1 (byte 3075) has the fine label 100, expected 0 to 99.",
            Assert.Throws<InvalidDataException>(() => Cifar.Read100([folder["x.bin"]], coarse: true)).Message);
        Assert.Throws<ArgumentException>(() => Cifar.Read10([]));
        Assert.Throws<ArgumentException>(() => Cifar.Read10([folder["x.bin"]], ["one"]));

        string Message(byte[] bytes)
        {
            File.WriteAllBytes(folder["x.bin"], bytes);
            return Assert.Throws<InvalidDataException>(() => Cifar.Read10([folder["x.bin"]])).Message;
        }
    }

    private static byte[] Record(params int[] labels) =>
        [.. labels.Select(label => (byte)label), .. Enumerable.Range(0, 3072).Select(i => (byte)(i * 7 + labels[0]))];
}
