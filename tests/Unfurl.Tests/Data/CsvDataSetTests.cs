using System.Globalization;
using Unfurl.Tests.Files;

namespace Unfurl.Tests.Data;

public sealed class CsvDataSetTests
{
    private const string Flowers = "length,width,species,price\r\n1.5,-2e1,setosa,3\r\n\r\n.25, 4 ,\"iris, \"\"wild\"\"\",5\n0,0,setosa,7";

    [Fact]
    public void ColumnsAreTakenByName()
    {
        ArrayDataSet data = CsvDataSet.Parse(Flowers, "x", new CsvColumns { Label = "species", Targets = ["price"] });
        Assert.Equal((3, 2, 1, 1), (data.Count, data.InputLength, data.LabelLength, data.TargetLength));
        Assert.Equal(["iris, \"wild\"", "setosa"], data.Classes);
        Check(data, 0, [1.5f, -20], 1, 3);
        Check(data, 1, [0.25f, 4], 0, 5);
        Check(data, 2, [0f, 0], 1, 7);

        var columns = new CsvColumns { Inputs = ["price", "length"], Label = "species", Classes = ["setosa", "iris, \"wild\""] };
        data = CsvDataSet.Parse(Flowers, "x", columns);
        Check(data, 1, [5f, 0.25f], 1, 0);
    }

    [Fact]
    public void AFileWithoutHeaderCallsItsColumnsByNumber()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.csv"], "\uFEFF7;1\n0;\"2\"\n10;3\n");
        ArrayDataSet data = CsvDataSet.Read(folder["x.csv"], new CsvColumns { Label = "1", Header = false, Separator = ';' });
        Assert.Equal([7, 0, 10], Enumerable.Range(0, 3).Select(i => Sample(data, i).Label));
        Assert.Equal([1f, 2, 3], Enumerable.Range(0, 3).Select(i => Sample(data, i).Input[0]));
        Assert.Empty(data.Classes);
    }

    [Fact]
    public void QuotedFieldsMayHaveLinesAndLinesAreStillCounted()
    {
        const string text = "\"a\n b\",c\n\"1\",\"2\"\n3,x\n";
        string message = Assert.Throws<InvalidDataException>(() => CsvDataSet.Parse(text, "x", new CsvColumns())).Message;
        Assert.Equal("x: line 4, column 2 ('c'): 'x' is no finite number.", message);
        Check(CsvDataSet.Parse(text, "x", new CsvColumns { Inputs = ["a\n b"] }), 0, [1f], -1, 0);
    }

    [Theory]
    [InlineData("", "x: the file is empty.")]
    [InlineData("\n\r\n", "x: the file is empty.")]
    [InlineData("a,y\n", "x: there is no row behind the header.")]
    [InlineData("a,b\n1,2\n", "x: there is no column 'y'; there are 'a', 'b'.")]
    [InlineData("a,y,y\n1,2,3\n", "x: there are several columns 'y'.")]
    [InlineData("y\n1\n", "x: no column is left for the input.")]
    [InlineData("a,y\n1,0\n1\n", "x: line 3 has 1 fields, expected 2 as in the first line.")]
    [InlineData("a,y\n1,0,\n", "x: line 2 has 3 fields, expected 2 as in the first line.")]
    [InlineData("a,y\n,0\n", "x: line 2, column 1 ('a'): '' is no finite number.")]
    [InlineData("a,y\n\n\n1;5,0\n", "x: line 4, column 1 ('a'): '1;5' is no finite number.")]
    [InlineData("a,y\n1e99,0\n", "x: line 2, column 1 ('a'): '1e99' is no finite number.")]
    [InlineData("a,y\nNaN,0\n", "x: line 2, column 1 ('a'): 'NaN' is no finite number.")]
    [InlineData("a,y\n1,\"0\n", "x: line 2, column 2: the quoted field has no end.")]
    [InlineData("a,y\n1,\"0\" \n", "x: line 2, column 2: ' ' behind the quote that ends the field, expected ',' or the end of the line.")]
    [InlineData("a,y\n1,0\"\n", "x: line 2, column 2: a quote inside a field that does not begin with one.")]
    public void FaultsAreNamedWithLineAndColumn(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => CsvDataSet.Parse(text, "x", new CsvColumns { Label = "y" })).Message);

    [Fact]
    public void AClassThatIsNotNamedIsAFault()
    {
        var columns = new CsvColumns { Label = "y", Classes = ["cat", "dog"] };
        Assert.Equal("x: line 3, column 2 ('y'): 'cow' is none of the 2 classes 'cat', 'dog'.",
            Assert.Throws<InvalidDataException>(() => CsvDataSet.Parse("a,y\n1,cat\n1,cow\n", "x", columns)).Message);
        Assert.Throws<ArgumentException>(() => CsvDataSet.Parse("a", "x", new CsvColumns { Separator = '"' }));
    }

    [Fact]
    public void TheCultureOfTheMachineDoesNotMatter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal([-1.5f], Sample(CsvDataSet.Parse("a\n-1.5", "x", new CsvColumns()), 0).Input);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Check(DataSet data, int index, float[] input, int label, float target)
    {
        (float[] Input, int Label, float Target) sample = Sample(data, index);
        Assert.Equal(input, sample.Input);
        Assert.Equal((label, target), (sample.Label, sample.Target));
    }

    private static (float[] Input, int Label, float Target) Sample(DataSet data, int index)
    {
        float[] input = new float[data.InputLength], targets = new float[data.TargetLength];
        int[] labels = new int[data.LabelLength];
        data.Read(index, input, labels, targets);
        return (input, labels is [int label] ? label : -1, targets is [float target] ? target : 0);
    }
}
