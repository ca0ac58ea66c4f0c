using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Data;

public sealed class AugmentedDataSetTests
{
    private const int Height = 5, Width = 7, Samples = 200;

    private static readonly ImageDataSet Images = new(
        2, Height, Width, [.. Enumerable.Range(0, Samples * 2 * Height * Width).Select(i => (byte)(1 + i % 250))], new byte[Samples]);

    private static readonly Augmentation Everything = new()
    {
        Padding = 2,
        CropHeight = 6,
        Shift = 1,
        HorizontalFlip = true,
        Cutout = 3,
        Fill = -1,
    };

    [Fact]
    public void NothingToVaryChangesNothing()
    {
        var same = new AugmentedDataSet(Images, new Augmentation(), 1);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(Read(Images, i), Read(same, i)));
    }

    [Fact]
    public void SeedEpochAndIndexDecideAndNothingElse()
    {
        var once = new AugmentedDataSet(Images, Everything, 5);
        var again = new AugmentedDataSet(Images, Everything, 5);
        once.BeginEpoch(1);
        float[] first = Read(once, 3);
        once.BeginEpoch(2);
        float[] second = Read(once, 3);
        again.BeginEpoch(2); // as a resumed training does, in another order and on other threads
        float[][] others = new float[Samples][];
        Parallel.For(0, Samples, i => others[Samples - 1 - i] = Read(again, Samples - 1 - i));
        Assert.Equal(second, others[3]);
        Assert.NotEqual(first, second);
        var otherSeed = new AugmentedDataSet(Images, Everything, 6);
        otherSeed.BeginEpoch(2);
        Assert.Contains(Enumerable.Range(0, Samples), i => !Read(otherSeed, i).SequenceEqual(others[i]));
    }

    [Fact]
    public void TheBitsAreTheSameOnEveryMachine()
    {
        var data = new AugmentedDataSet(Images, Everything, 5);
        data.BeginEpoch(2);
        ulong sum = 0;
        for (int i = 0; i < Samples; i++)
        {
            foreach (float value in Read(data, i))
                sum = SplitMix64.Mix(sum ^ BitConverter.SingleToUInt32Bits(value));
        }

        Assert.Equal(3620643173227298923UL, sum);
    }

    // Every placement within reach occurs, each shows the image moved as a whole, and what lies outside is filled.
    [Fact]
    public void MovesAreUniformOverTheirReach()
    {
        var moved = new AugmentedDataSet(Images, new Augmentation { Padding = 1, Shift = 1, Fill = -1 }, 1);
        var seen = new Dictionary<(int, int), int>();
        for (int epoch = 1; epoch <= 20; epoch++)
        {
            moved.BeginEpoch(epoch);
            for (int i = 0; i < Samples; i++)
            {
                (int, int) offset = OffsetOf(Read(Images, i), Read(moved, i));
                seen[offset] = seen.GetValueOrDefault(offset) + 1;
            }
        }

        // Two draws from -1 to 1 along each axis: -2 to 2 with weights 1 2 3 2 1.
        Assert.Equal(25, seen.Count);
        int[] weights = [1, 2, 3, 2, 1];
        foreach (((int y, int x), int count) in seen)
        {
            double expected = 20.0 * Samples * weights[y + 2] * weights[x + 2] / 81;
            Assert.InRange(count, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
        }
    }

    [Fact]
    public void HalfOfTheImagesAreMirrored()
    {
        var flipped = new AugmentedDataSet(Images, new Augmentation { HorizontalFlip = true }, 1);
        int mirrored = 0;
        for (int i = 0; i < Samples; i++)
        {
            (float[] image, float[] read) = (Read(Images, i), Read(flipped, i));
            if (image.SequenceEqual(read))
                continue;
            mirrored++;
            Assert.Equal(image.Chunk(Width).SelectMany(row => row.Reverse()), read);
        }

        Assert.InRange(mirrored, 70, 130);
    }

    [Fact]
    public void ASquareIsLeftOutOfEveryChannel()
    {
        var cut = new AugmentedDataSet(Images, new Augmentation { Cutout = 3, Fill = -1 }, 1);
        var areas = new HashSet<int>();
        for (int i = 0; i < Samples; i++)
        {
            (float[] image, float[] read) = (Read(Images, i), Read(cut, i));
            int[] missing = [.. Enumerable.Range(0, read.Length).Where(at => read[at] == -1)];
            Assert.All(Enumerable.Range(0, read.Length).Except(missing), at => Assert.Equal(image[at], read[at]));
            int[] plane = [.. missing.Where(at => at < Height * Width)];
            Assert.Equal([.. plane, .. plane.Select(at => at + Height * Width)], missing);
            int rows = plane.Select(at => at / Width).Distinct().Count(), columns = plane.Select(at => at % Width).Distinct().Count();
            Assert.Equal(rows * columns, plane.Length);
            areas.Add(plane.Length);
        }

        Assert.Equal([4, 6, 9], areas.Order()); // at a corner, at a border, inside
    }

    [Fact]
    public void SmallerWindowsAreCut()
    {
        var cropped = new AugmentedDataSet(Images, new Augmentation { CropHeight = 2, CropWidth = 3 }, 1);
        Assert.Equal((12, 1, 0, Samples), (cropped.InputLength, cropped.LabelLength, cropped.TargetLength, cropped.Count));
        Assert.All(Enumerable.Range(0, Samples), i =>
        {
            float[] image = Read(Images, i), read = Read(cropped, i);
            Assert.Contains(
                from y in Enumerable.Range(0, Height - 1) from x in Enumerable.Range(0, Width - 2) select y * Width + x,
                start => read.SequenceEqual(Enumerable.Range(0, 12).Select(at => image[start + Offset(at)])));
        });

        static int Offset(int at) => at / 6 * Height * Width + at / 3 % 2 * Width + at % 3;
    }

    [Fact]
    public void WhatCannotBeDoneIsRefused()
    {
        Assert.Equal("Augmentation.CropWidth is 8, expected 0 to 7.", Message(new Augmentation { CropWidth = 8 }));
        Assert.StartsWith("Augmentation.Padding is -1", Message(new Augmentation { Padding = -1 }));
        Assert.StartsWith("Augmentation.Shift is", Message(new Augmentation { Shift = int.MaxValue }));
        Assert.StartsWith("Augmentation.Fill", Message(new Augmentation { Fill = float.NaN }));
        Assert.StartsWith("Images of 1x5x7 are no inputs of 70 numbers.",
            Assert.Throws<ArgumentException>(() => new AugmentedDataSet(Images, 1, 5, 7, new Augmentation(), 1)).Message);

        static string Message(Augmentation how) => Assert.Throws<ArgumentException>(() => new AugmentedDataSet(Images, how, 1)).Message;
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var data = new AugmentedDataSet(Images, Everything, 1);
        float[] input = new float[data.InputLength];
        int[] label = new int[1];
        data.Read(0, input, label, []);
        Assert.Equal(0, Allocations.Of(() => data.Read(1, input, label, [])));
    }

    private static (int Y, int X) OffsetOf(float[] image, float[] read)
    {
        (int, int)[] offsets = [.. from y in Enumerable.Range(-2, 5) from x in Enumerable.Range(-2, 5) where Fits(y, x) select (y, x)];
        return Assert.Single(offsets);

        bool Fits(int dy, int dx) => Enumerable.Range(0, read.Length).All(at =>
        {
            (int plane, int y, int x) = (at / (Height * Width), at / Width % Height + dy, at % Width + dx);
            bool inside = y is >= 0 and < Height && x is >= 0 and < Width;
            return read[at] == (inside ? image[(plane * Height + y) * Width + x] : -1);
        });
    }

    private static float[] Read(DataSet data, int index)
    {
        float[] input = new float[data.InputLength];
        data.Read(index, input, new int[1], []);
        return input;
    }
}
