namespace Scans;

/// <summary>The scanner's answer to every patch of a page, held against the classifier's.</summary>
internal static class Agreement
{
    // Roundings of another order of summation, no more.
    private const float Tolerance = 1e-4f;

    /// <summary>Prints how far the two are apart; false if that is too far.</summary>
    public static bool Check(PatchClassifier classifier, Page page, ScannedPage scan)
    {
        Span<float> patch = stackalloc float[PatchClassifier.InputLength], scores = stackalloc float[PatchClassifier.OutputLength], scanned = stackalloc float[PatchClassifier.OutputLength];
        int agreeing = 0;
        float furthest = 0;
        for (int row = 0; row < scan.Rows; row++)
        {
            for (int column = 0; column < scan.Columns; column++)
            {
                page.Cut(row * Page.Step, column * Page.Step, patch);
                classifier.Forward(patch, scores);
                scan.Answer(row, column, scanned);
                float apart = 0;
                for (int digit = 0; digit < scores.Length; digit++)
                    apart = Math.Max(apart, Math.Abs(scores[digit] - scanned[digit]));
                agreeing += apart <= Tolerance ? 1 : 0;
                furthest = Math.Max(furthest, apart);
            }
        }

        int patches = scan.Rows * scan.Columns;
        Console.WriteLine(FormattableString.Invariant($"{agreeing} of {patches} patches have the classifier's own scores; the furthest is {furthest:E1} apart."));
        return agreeing == patches;
    }
}
