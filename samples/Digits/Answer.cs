using Unfurl;

namespace Digits;

/// <summary>What LeNet says about one image.</summary>
/// <param name="Image">The image's place in the test set.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Predicted">What LeNet says.</param>
/// <param name="Confidence">Its probability for that, 0 to 1.</param>
internal readonly record struct Answer(int Image, int Actual, int Predicted, double Confidence)
{
    public bool IsRight => Actual == Predicted;

    /// <summary>The answer behind scores, which become probabilities.</summary>
    public static Answer From(int image, int actual, Span<float> scores)
    {
        Span<int> best = stackalloc int[1];
        Scores.Softmax(scores);
        Scores.TopK(scores, best);
        return new Answer(image, actual, best[0], scores[best[0]]);
    }
}
