using System.Globalization;

namespace Unfurl;

/// <summary>How the ten digits are written: pen strokes as points that a smooth curve passes through.</summary>
/// <remarks>Coordinates are per cent of the digit's box, x to the right, y down; most digits use x from 20 to 80. A stroke is a list of
/// points, <c>;</c> lifts the pen, and <c>!</c> behind a point makes it a corner.</remarks>
internal static class DigitShapes
{
    private static readonly string[][] Table =
    [
        [
            "52,4 30,12 19,38 20,66 32,92 52,97 70,88 80,62 79,34 68,11 50,4",
            "66,14 46,4 28,20 22,50 28,80 46,96 64,86 74,56 70,24 54,6 42,8",
            "40,5 22,30 20,62 34,93 56,96 76,74 78,40 64,9 38,5",
        ],
        [
            "54,3 51,50 48,97",
            "32,24 53,4! 52,50 51,97",
            "32,24 52,5! 52,95; 30,96 52,95 73,96",
            "36,16 54,3! 50,60 50,97",
        ],
        [
            "24,26 32,9 52,3 71,12 74,30 64,52 44,74 22,95! 50,95 80,94",
            "26,22 38,6 58,5 72,20 68,42 50,66 30,86 21,92 22,82 34,80 48,90 64,96 80,88",
            "24,12 50,4 72,16 68,40 46,66 22,96! 78,96",
        ],
        [
            "24,14 44,3 66,9 71,26 60,42 42,48! 62,52 76,68 70,88 48,97 22,86",
            "24,5 74,5! 46,42! 66,48 77,66 70,87 48,97 22,88",
            "26,12 48,3 69,14 68,34 50,47 40,46 46,42 66,52 76,72 64,92 42,97 22,86",
        ],
        [
            "30,5 26,30 22,55! 50,57 82,55; 64,30 62,60 60,97",
            "28,6 22,52! 80,54; 66,6 64,50 62,97",
            "62,97 63,50 64,4! 40,36 16,68! 50,67 86,66",
            "62,4 40,36 18,63! 84,61; 63,34 61,97",
        ],
        [
            "74,5 32,5! 28,44! 46,38 66,44 76,64 68,88 46,97 22,88",
            "34,6 29,43! 50,38 70,48 76,68 64,90 42,97 22,88; 34,6 55,6 78,4",
            "74,7 46,6 34,12 31,32 40,43 62,50 74,68 66,89 44,97 24,90",
        ],
        [
            "66,4 42,22 26,50 23,74 34,94 54,97 70,86 72,68 58,56 40,60 26,76",
            "58,3 40,30 28,58 27,82 44,97 64,90 70,73 58,59 40,63 28,78",
            "72,13 58,4 38,14 25,42 22,72 36,95 58,95 73,78 66,60 46,56 26,70",
        ],
        [
            "22,8 50,7 78,6! 62,42 48,70 40,97",
            "22,8 50,7 78,6! 62,42 50,70 42,97; 36,52 54,51 74,49",
            "22,24 23,7! 78,6! 60,45 46,97",
            "20,12 48,12 77,6! 58,38 48,66 46,97",
        ],
        [
            "66,16 50,4 32,12 32,32 50,46 68,62 72,82 54,97 34,92 26,76 38,56 58,42 70,24 64,10",
            "50,4 31,14 32,36 50,47 69,36 70,14 50,4; 50,47 26,62 27,86 50,97 74,86 75,62 50,47",
            "70,12 48,4 31,17 38,38 62,56 72,78 52,97 29,84 36,60 60,40 72,20 66,8",
        ],
        [
            "70,14 50,4 30,14 26,34 40,50 58,46 70,28 72,10! 69,50 65,97",
            "70,24 58,6 38,8 26,28 36,48 56,46 71,22! 71,50 64,82 46,97 28,92",
            "68,12 44,5 27,24 36,47 58,44 71,18! 70,56 56,97",
        ],
    ];

    private static readonly Stroke[][][] Parsed = Array.ConvertAll(Table, variants => Array.ConvertAll(variants, Parse));

    /// <summary>Ways to write <paramref name="digit"/>, each a list of strokes.</summary>
    public static ReadOnlySpan<Stroke[]> Variants(int digit) => Parsed[digit];

    private static Stroke[] Parse(string text) => Array.ConvertAll(text.Split(';', StringSplitOptions.TrimEntries), ParseStroke);

    private static Stroke ParseStroke(string text)
    {
        string[] points = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var stroke = new Stroke(new float[points.Length], new float[points.Length], new bool[points.Length]);
        for (int i = 0; i < points.Length; i++)
        {
            string[] numbers = points[i].TrimEnd('!').Split(',');
            stroke.X[i] = int.Parse(numbers[0], CultureInfo.InvariantCulture) / 100f;
            stroke.Y[i] = int.Parse(numbers[1], CultureInfo.InvariantCulture) / 100f;
            stroke.Corner[i] = points[i].EndsWith('!');
        }

        return stroke;
    }

    /// <summary>One movement of the pen, in units of the digit's box.</summary>
    internal sealed record Stroke(float[] X, float[] Y, bool[] Corner);
}
