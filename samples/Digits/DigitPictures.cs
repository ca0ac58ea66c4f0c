using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>A row of images that LeNet gets right, and a row of its mistakes.</summary>
internal static class DigitPictures
{
    private const int Gap = 3;
    private const int MostPerRow = 5;

    /// <summary>Looks for images and draws them with what LeNet says about them.</summary>
    public static void Write(LeNet net, ImageDataSet images)
    {
        int perRow = Math.Clamp((AnsiConsole.Profile.Width + Gap) / (images.Width + Gap), 1, MostPerRow);
        List<Answer> right = [], wrong = [];
        float[] input = new float[LeNet.InputLength], scores = new float[LeNet.OutputLength];
        int[] label = new int[1];
        for (int i = 0; i < images.Count && (right.Count < perRow || wrong.Count < perRow); i++)
        {
            images.Read(i, input, label, []);
            net.Forward(input, scores);
            var answer = Answer.From(i, label[0], scores);
            List<Answer> row = answer.IsRight ? right : wrong;
            // Different digits tell more than the same one again.
            if (row.Count < perRow && row.All(other => other.Actual != answer.Actual))
                row.Add(answer);
        }

        foreach (List<Answer> row in (List<Answer>[])[right, wrong])
        {
            if (row.Count > 0)
                WriteRow(images, row);
        }
    }

    private static void WriteRow(ImageDataSet images, List<Answer> row)
    {
        Capabilities terminal = AnsiConsole.Profile.Capabilities;
        bool grey = terminal is { Ansi: true, Unicode: true, ColorSystem: ColorSystem.EightBit or ColorSystem.TrueColor };
        var picture = new Paragraph();
        WriteCaptions(picture, row, images.Width, answer => $"is {Name(images, answer.Actual)}", _ => Style.Plain);
        WriteCaptions(
            picture,
            row,
            images.Width,
            answer => FormattableString.Invariant($"LeNet: {Name(images, answer.Predicted)}, {100 * answer.Confidence:0} %"),
            answer => answer.IsRight ? Color.Green : Color.Red);
        AnsiConsole.WriteLine();
        AnsiConsole.Write(picture);
        for (int y = 0; y < images.Height; y += 2)
        {
            if (grey)
                GreyPixels.Write(images, row, y, Gap);
            else
                AsciiPixels.Write(images, row, y, Gap);
        }
    }

    private static void WriteCaptions(Paragraph text, List<Answer> row, int width, Func<Answer, string> caption, Func<Answer, Style> style)
    {
        foreach (Answer answer in row)
            text.Append(caption(answer).PadRight(width + Gap), style(answer));
        text.Append("\n");
    }

    private static string Name(ImageDataSet images, int label) => images.Classes[label];
}
