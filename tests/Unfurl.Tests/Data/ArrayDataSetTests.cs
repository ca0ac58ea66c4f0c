using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Data;

public sealed class ArrayDataSetTests
{
    [Fact]
    public void SamplesAreCutFromTheArrays()
    {
        var data = new ArrayDataSet(2, [1, 2, 3, 4, 5, 6], [0, 1, 2, 3], [9, 8], ["a", "b", "c", "d"]);
        Assert.Equal((2, 3, 2, 1), (data.Count, data.InputLength, data.LabelLength, data.TargetLength));
        (float[] input, int[] labels, float[] targets) = (new float[3], new int[2], new float[1]);
        data.Read(1, input, labels, targets);
        Assert.Equal([4, 5, 6], input);
        Assert.Equal([2, 3], labels);
        Assert.Equal([8], targets);
        Assert.Equal(0, Allocations.Of(() => data.Read(0, input, labels, targets)));
    }

    [Fact]
    public void LabelsAndTargetsMayBeAbsent()
    {
        var data = new ArrayDataSet(1, [1, 2]);
        Assert.Equal((2, 0, 0), (data.InputLength, data.LabelLength, data.TargetLength));
        Assert.Empty(data.Classes);
    }

    [Fact]
    public void ArraysThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayDataSet(0, []));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, []));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, [1, 2], [0]));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, [1, 2], [0, -1]));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, [1, 2], [0, 2], null, ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ArrayDataSet(2, [1, 2], null, [1]));
    }
}
