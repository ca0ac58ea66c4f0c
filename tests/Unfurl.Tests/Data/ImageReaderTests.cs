using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Data;

public sealed class ImageReaderTests
{
    private static readonly byte[] Interleaved = [0, 51, 102, 153, 204, 255]; // two pixels, red green blue each
    private static readonly float[] Planes = [0, 153, 51, 204, 102, 255];

    [Theory]
    [InlineData(PixelFormat.Rgb, PixelOrder.Interleaved, new byte[] { 0, 51, 102, 153, 204, 255 })]
    [InlineData(PixelFormat.Bgr, PixelOrder.Interleaved, new byte[] { 102, 51, 0, 255, 204, 153 })]
    [InlineData(PixelFormat.Rgba, PixelOrder.Interleaved, new byte[] { 0, 51, 102, 9, 153, 204, 255, 0 })]
    [InlineData(PixelFormat.Bgra, PixelOrder.Interleaved, new byte[] { 102, 51, 0, 9, 255, 204, 153, 0 })]
    [InlineData(PixelFormat.Rgb, PixelOrder.Planar, new byte[] { 0, 153, 51, 204, 102, 255 })]
    [InlineData(PixelFormat.Rgba, PixelOrder.Planar, new byte[] { 0, 153, 51, 204, 102, 255, 9, 0 })]
    [InlineData(PixelFormat.Bgr, PixelOrder.Planar, new byte[] { 102, 255, 51, 204, 0, 153 })]
    public void EveryFormatAndOrderGivesTheSamePlanes(PixelFormat format, PixelOrder order, byte[] pixels)
    {
        var reader = new ImageReader(3, 1, 2) { Format = format, Order = order };
        Assert.Equal(Planes.Select(value => value / 255f), Read(reader, pixels, 2, 1));
    }

    [Fact]
    public void GreyIsRepeatedAndColourBecomesBrightness()
    {
        Assert.Equal([0.2f, 1, 0.2f, 1, 0.2f, 1], Read(new ImageReader(3, 1, 2) { Format = PixelFormat.Grey }, [51, 255], 2, 1));
        float[] brightness = Read(new ImageReader(1, 1, 3), [255, 0, 0, 0, 255, 0, 0, 0, 255], 3, 1);
        Assert.Equal([0.299f, 0.587f, 0.114f], brightness);
    }

    [Fact]
    public void OpacityIsBlendedWithTheBackground()
    {
        var reader = new ImageReader(3, 1, 3) { Format = PixelFormat.Rgba, Background = 1 };
        byte[] pixels = [255, 0, 51, 255, 255, 0, 51, 0, 255, 0, 51, 51];
        float[] expected = [1, 1, 1, 0, 1, 0.8f, 0.2f, 1, 0.84f];
        float[] input = Read(reader, pixels, 3, 1);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], input[i], 1e-6f);
    }

    [Fact]
    public void NormalisationIsThatOfImageDataSet()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        ImageDataSet images = new ImageDataSet(1, 16, 16, pixels, [0]).Normalize(0.1307f, 0.3081f);
        float[] expected = new float[256];
        images.Read(0, expected, new int[1], []);
        var reader = new ImageReader(1, 16, 16) { Format = PixelFormat.Grey, Mean = [0.1307f], Deviation = [0.3081f] };
        Assert.Equal(expected, Read(reader, pixels, 16, 16));
    }

    [Fact]
    public void EveryChannelHasItsOwnMeanAndDeviation()
    {
        var reader = new ImageReader(3, 1, 2) { Mean = [0, 0.5f, 1], Deviation = [1, 0.5f, 0.25f] };
        Assert.Equal(
            [0, 0.6f, (0.2f - 0.5f) / 0.5f, (0.8f - 0.5f) / 0.5f, (0.4f - 1) / 0.25f, 0], Read(reader, Interleaved, 2, 1));
    }

    // By hand after PyTorch's formulas: interpolate of 0 .. 3 and of a 2x2 image, nearest-exact and bilinear.
    [Theory]
    [InlineData(Resampling.Nearest, 4, 1, 2, 1, new[] { 1f, 3 })]
    [InlineData(Resampling.Nearest, 4, 1, 3, 1, new[] { 0f, 2, 3 })]
    [InlineData(Resampling.Nearest, 4, 1, 6, 1, new[] { 0f, 1, 1, 2, 3, 3 })]
    [InlineData(Resampling.Nearest, 2, 2, 1, 4, new[] { 1f, 1, 3, 3 })]
    [InlineData(Resampling.Bilinear, 4, 1, 2, 1, new[] { 0.5f, 2.5f })]
    [InlineData(Resampling.Bilinear, 4, 1, 8, 1, new[] { 0f, 0.25f, 0.75f, 1.25f, 1.75f, 2.25f, 2.75f, 3 })]
    [InlineData(Resampling.Bilinear, 2, 2, 1, 1, new[] { 1.5f })]
    [InlineData(Resampling.Bilinear, 2, 2, 2, 4, new[] { 0f, 1, 0.5f, 1.5f, 1.5f, 2.5f, 2, 3 })]
    [InlineData(Resampling.Bilinear, 1, 4, 1, 1, new[] { 1.5f })]
    public void ImagesOfAnotherSizeAreResampled(Resampling resampling, int width, int height, int newWidth, int newHeight, float[] expected)
    {
        var reader = new ImageReader(1, newHeight, newWidth)
        {
            Format = PixelFormat.Grey,
            Resampling = resampling,
            Deviation = [1 / 255f],
        };
        float[] input = Read(reader, [0, 1, 2, 3], width, height);
        Assert.Equal(expected.Length, input.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], input[i], 1e-5f);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var reader = new ImageReader(3, 2, 2);
        Assert.StartsWith("An image of 2 by 2 pixels Rgb has 12 bytes, got 11.", Message(() => reader.Read(new byte[11], 2, 2, new float[12])));
        Assert.StartsWith("The span for input has room for 4", Message(() => reader.Read(new byte[12], 2, 2, new float[4])));
        Assert.StartsWith("The image is 1 by 4, the network takes 2 by 2", Message(() => reader.Read(new byte[12], 1, 4, new float[12])));
        Message(() => reader.Read(new byte[12], int.MaxValue, int.MaxValue, new float[12]));
        Message(() => reader.Read([], 0, 2, new float[12]));
        Message(() => new ImageReader(3, 2, 2) { Format = (PixelFormat)9 }.Read(new byte[12], 2, 2, new float[12]));
        Message(() => new ImageReader(2, 2, 2));
        Message(() => new ImageReader(3, int.MaxValue, int.MaxValue));
        Message(() => new ImageReader(3, 2, 2) { Background = 1.5f });
        Assert.StartsWith("Mean has 2 numbers", Message(() => new ImageReader(3, 2, 2) { Mean = [0, 1] }));
        Assert.StartsWith("Deviation of channel 1 is 0", Message(() => new ImageReader(3, 2, 2) { Deviation = [1, 0, 1] }));

        static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var reader = new ImageReader(3, 8, 8) { Format = PixelFormat.Bgra, Resampling = Resampling.Bilinear, Background = 0 };
        byte[] pixels = new byte[4 * 5 * 11];
        float[] input = new float[reader.InputLength];
        Assert.Equal(0, Allocations.Of(() => reader.Read(pixels, 5, 11, input)));
    }

    private static float[] Read(ImageReader reader, byte[] pixels, int width, int height)
    {
        float[] input = new float[reader.InputLength];
        reader.Read(pixels, width, height, input);
        return input;
    }
}
