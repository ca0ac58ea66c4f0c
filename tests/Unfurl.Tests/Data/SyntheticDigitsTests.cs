using System.Security.Cryptography;

namespace Unfurl.Tests.Data;

public sealed class SyntheticDigitsTests
{
    // Recorded once: a change here changes every accuracy in the documentation.
    [Fact]
    public void TheBytesOfASeedAreFixed()
    {
        ImageDataSet digits = SyntheticDigits.Create(500, 1);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < digits.Count; i++)
        {
            hash.AppendData(digits.Image(i));
            hash.AppendData([(byte)digits.Label(i)]);
        }

        Assert.Equal("F443C50E3745D300", Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8)));
    }

    [Fact]
    public void ASampleDependsOnItsSeedAndNothingElse()
    {
        ImageDataSet first = SyntheticDigits.Create(300, 5), again = SyntheticDigits.Create(300, 5), other = SyntheticDigits.Create(300, 6);
        int equal = 0;
        for (int i = 0; i < first.Count; i++)
        {
            Assert.Equal(first.Label(i), again.Label(i));
            Assert.Equal(first.Image(i), again.Image(i));
            equal += first.Image(i).SequenceEqual(other.Image(i)) ? 1 : 0;
        }

        Assert.Equal(0, equal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1234)]
    public void EveryDigitComesEquallyOften(int count)
    {
        ImageDataSet digits = SyntheticDigits.Create(count, 2);
        int[] counts = new int[10];
        for (int i = 0; i < count; i++)
            counts[digits.Label(i)]++;
        Assert.All(counts, c => Assert.InRange(c, count / 10, (count + 9) / 10));
        Assert.Equal((count, 784, 10), (digits.Count, digits.InputLength, digits.Classes.Count));
    }

    [Fact]
    public void EveryPictureHasInkAndMorePaper()
    {
        ImageDataSet digits = SyntheticDigits.Create(2000, 3);
        for (int i = 0; i < digits.Count; i++)
        {
            ReadOnlySpan<byte> image = digits.Image(i);
            Assert.InRange(image.ToArray().Max(), 100, 255);
            Assert.InRange(image.ToArray().Count(pixel => pixel > 100), 15, 350);
        }
    }

    // Otherwise a network that beats it would prove nothing. Trained to convergence on 40 000 it reaches 88 %.
    [Fact]
    public void ALinearClassifierDoesNotSolveThem()
    {
        var classifier = new LinearClassifier(784, 10);
        classifier.Fit(SyntheticDigits.Create(10_000, 1), epochs: 6, rate: 0.02f, seed: 1);
        Assert.InRange(classifier.Accuracy(SyntheticDigits.Create(4_000, 2)), 0.75f, 0.93f);
    }
}
