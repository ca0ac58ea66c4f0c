using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>What LeNet learns from and is judged by.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Train">Images to learn from.</param>
/// <param name="Test">Images it never learns from.</param>
/// <param name="Epochs">How often to go through them.</param>
/// <param name="Goal">The accuracy it has to reach; 0 for none.</param>
internal sealed record DigitData(string Name, ImageDataSet Train, ImageDataSet Test, int Epochs, double Goal)
{
    private static readonly string[] DigitNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly string[] FashionNames =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>The built-in digits, or the folder the user named.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or its images are not LeNet's.</exception>
    public static DigitData Open(Options options)
    {
        DigitData data = options.Data is null ? BuiltIn() : FromFolder(options.Data);
        // Fewer epochs than usual are a look at the sample: nothing was promised for them.
        if (options.Epochs is int epochs)
            data = data with { Epochs = epochs, Goal = epochs < data.Epochs ? 0 : data.Goal };
        AnsiConsole.WriteLine($"LeNet on {data.Name}: {data.Train.Count} images to learn from, {data.Test.Count} to test.");
        return data.Normalized();
    }

    private static DigitData BuiltIn() => new(
        "the built-in digits", SyntheticDigits.Create(40_000, seed: 1), SyntheticDigits.Create(10_000, seed: 2), Epochs: 3, Goal: 0.98);

    private static DigitData FromFolder(string folder)
    {
        string name = new DirectoryInfo(folder).Name;
        bool fashion = name.Contains("fashion", StringComparison.OrdinalIgnoreCase);
        (ImageDataSet train, ImageDataSet test) = ImageDataSet.OpenIdxFolder(folder, fashion ? FashionNames : DigitNames);
        foreach (ImageDataSet part in (ImageDataSet[])[train, test])
        {
            if (part.Count == 0 || (part.Channels, part.Height, part.Width) != (1, 28, 28))
                throw new InvalidDataException(
                    $"'{folder}' has {part.Count} images of {part.Channels}x{part.Height}x{part.Width}, expected at least one of 1x28x28.");
        }

        return new DigitData(name, train, test, Epochs: 5, Goal: fashion ? 0.88 : 0);
    }

    // Mean 0 and deviation 1 over all pixels of the training images, as most recipes for LeNet have it.
    private DigitData Normalized()
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < Train.Count; i++)
        {
            long imageSum = 0, imageSquares = 0;
            foreach (byte pixel in Train.Image(i))
            {
                imageSum += pixel;
                imageSquares += pixel * pixel;
            }

            (sum, squares) = (sum + imageSum, squares + imageSquares);
        }

        double count = (double)Train.Count * Train.InputLength;
        double mean = sum / count;
        double deviation = Math.Max(1, Math.Sqrt(squares / count - mean * mean));
        (float scaledMean, float scaledDeviation) = ((float)(mean / 255), (float)(deviation / 255));
        return this with { Train = Train.Normalize(scaledMean, scaledDeviation), Test = Test.Normalize(scaledMean, scaledDeviation) };
    }
}
