using System.Text;
using Unfurl.Tests.Files;

namespace Unfurl.Tests.Data;

public sealed class PnmImageTests
{
    [Theory]
    [InlineData("P5 3 2 255\nabcdef", PixelFormat.Grey)]
    [InlineData("P5\n# made by hand\n3 # width\r2\t255 abcdef", PixelFormat.Grey)]
    [InlineData("P5#3 9 9\n#\n#\n 3\n2\n255\nabcdef", PixelFormat.Grey)]
    [InlineData("P6 1 2 255\nabcdef", PixelFormat.Rgb)]
    public void HeadersAreReadAsNetpbmWritesThem(string file, PixelFormat format)
    {
        PnmImage image = PnmImage.Parse(Encoding.ASCII.GetBytes(file), "x");
        Assert.Equal((format, format == PixelFormat.Grey ? 3 : 1, 2), (image.Format, image.Width, image.Height));
        Assert.Equal("abcdef", Encoding.ASCII.GetString(image.Pixels.Span));
    }

    [Theory]
    [InlineData("", "the first 2 bytes are missing, expected P5")]
    [InlineData("P3 1 1 255\na", "the first 2 bytes are 50 33, expected P5")]
    [InlineData("P5", "byte 2 is the end of the file, expected white space and the width")]
    [InlineData("P53 2 255\nabcdef", "byte 2 is 33, expected white space and the width")]
    [InlineData("P5 3 -2 255\nabcdef", "byte 5 is 2D, expected white space and the height")]
    [InlineData("P5 3 2 # 255", "expected white space and the largest value")]
    [InlineData("P5 0 2 255\n", "the width at byte 3 is 0, expected 1 to 2147483647")]
    [InlineData("P5 1 99999999999999999999 255\n", "the height at byte 5 is larger, expected 1 to 2147483647")]
    [InlineData("P5 3 2 65535\nabcdefabcdef", "the largest value is 65535, expected 255")]
    [InlineData("P5 3 2 255", "byte 10 is the end of the file, expected the white space before the pixels")]
    [InlineData("P5 3 2 255\nabcde", "3 by 2 pixels Grey need 6 bytes behind the header, the file has 5")]
    [InlineData("P6 3 2 255\nabcdef", "3 by 2 pixels Rgb need 18 bytes behind the header, the file has 6")]
    [InlineData("P5 3 2 255\nabcdefg", "need 6 bytes behind the header, the file has 7")]
    [InlineData("P6 2147483647 2147483647 255\na", "need 13835058042397261827 bytes")]
    public void DamagedFilesAreRefusedWithTheReason(string file, string reason)
    {
        string message = Assert.Throws<InvalidDataException>(() => PnmImage.Parse(Encoding.ASCII.GetBytes(file), "cat.ppm")).Message;
        Assert.StartsWith("cat.ppm: ", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void AnImageGoesIntoANetwork()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x.pgm"], "P5 2 1 255\n\0\x33"u8.ToArray());
        var reader = new ImageReader(3, 1, 2);
        float[] input = new float[6];
        reader.Read(PnmImage.Read(folder["x.pgm"]), input);
        Assert.Equal([0, 0.2f, 0, 0.2f, 0, 0.2f], input);
    }
}
