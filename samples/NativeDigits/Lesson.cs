using Unfurl;

namespace NativeDigits;

/// <summary>Fine-tunes the network on a folder of pictures, where the program runs.</summary>
internal static class Lesson
{
    private const int Epochs = 10;
    private const string Learned = "digits.safetensors";

    public static void Run(string folder, string? weights)
    {
        (string[] paths, int[] labels) = Find(folder);
        var images = new float[paths.Length * LeNet.InputLength];
        for (int i = 0; i < paths.Length; i++)
            DigitImage.Read(paths[i], images.AsSpan(i * LeNet.InputLength, LeNet.InputLength));

        var data = new ArrayDataSet(paths.Length, images, labels);
        var net = new LeNet(Recognition.Weights(weights));
        var trainer = new Trainer<LeNet>(net, new Sgd(0.01f, momentum: 0.9f)) { BatchSize = 16 };
        Console.WriteLine(FormattableString.Invariant($"before: {100 * trainer.Evaluate(data).Accuracy:F1} % of {data.Count} pictures"));
        trainer.Fit(data, Epochs);
        Console.WriteLine(FormattableString.Invariant($"after:  {100 * trainer.Evaluate(data).Accuracy:F1} %"));
        net.Weights.Save(Learned);
        Console.WriteLine($"written: {Learned}");
    }

    // A folder for each digit.
    private static (string[] Paths, int[] Labels) Find(string folder)
    {
        var paths = new List<string>();
        var labels = new List<int>();
        for (int digit = 0; digit < LeNet.OutputLength; digit++)
        {
            string of = Path.Combine(folder, FormattableString.Invariant($"{digit}"));
            if (!Directory.Exists(of))
                continue;
            foreach (string path in Directory.GetFiles(of).Order(StringComparer.Ordinal))
            {
                paths.Add(path);
                labels.Add(digit);
            }
        }

        return paths.Count > 0 ? ([.. paths], [.. labels]) : throw new InvalidDataException($"{folder} holds no pictures, expected folders 0 to 9 of them.");
    }
}
