using Unfurl;

namespace NativeDigits;

/// <summary>Names the digit in a picture.</summary>
internal static class Recognition
{
    public static void Run(string path, string? weights)
    {
        var net = new LeNet(Weights(weights));
        Span<float> image = stackalloc float[LeNet.InputLength], scores = stackalloc float[LeNet.OutputLength];
        DigitImage.Read(path, image);
        net.Forward(image, scores);
        Scores.Softmax(scores);
        Span<int> best = stackalloc int[1];
        Scores.TopK(scores, best);
        Console.WriteLine(FormattableString.Invariant($"{best[0]}  {100 * scores[best[0]]:F1} %"));
    }

    public static LeNet.Parameters Weights(string? path) => path is null ? LeNet.EmbeddedWeights() : LeNet.LoadWeights(path);
}
