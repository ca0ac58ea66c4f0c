namespace Scans;

/// <summary>What the scanner says of a page: ten scores for each patch, digit by digit.</summary>
internal sealed class ScannedPage
{
    private readonly float[] _scores;

    private ScannedPage(int rows, int columns, float[] scores) => (Rows, Columns, _scores) = (rows, columns, scores);

    public int Rows { get; }

    public int Columns { get; }

    public static ScannedPage Of(Scanner scanner, Page page)
    {
        int[] shape = Scanner.OutputShape(page.Height, page.Width);
        var scores = new float[Scanner.OutputLength(page.Height, page.Width)];
        scanner.Forward(page.Pixels, page.Height, page.Width, scores);
        return new ScannedPage(shape[1], shape[2], scores);
    }

    /// <summary>The scores of one patch.</summary>
    public void Answer(int row, int column, Span<float> scores)
    {
        for (int digit = 0; digit < scores.Length; digit++)
            scores[digit] = _scores[(((digit * Rows) + row) * Columns) + column];
    }

    /// <summary>The digit on a patch.</summary>
    public int Digit(int row, int column)
    {
        Span<float> scores = stackalloc float[PatchClassifier.OutputLength];
        Answer(row, column, scores);
        int best = 0;
        for (int digit = 1; digit < scores.Length; digit++)
            best = scores[digit] > scores[best] ? digit : best;
        return best;
    }
}
