using System.Text;

namespace Unfurl;

/// <summary>Draws a <see cref="TrainingHistory"/> as an SVG picture: losses on the left, validation accuracy on the right.</summary>
public static class LearningCurve
{
    private const double Width = 880;
    private const double Height = 360;
    private const double Left = 64;
    private const double Right = 28;
    private const double Gap = 76;
    private const int MostPoints = 240;

    /// <summary>The picture as text, 880 x 360, the same on every machine. Values that are not finite are left out.</summary>
    /// <param name="history">What to draw, at least one epoch. Accuracy gets a panel if an epoch has one.</param>
    /// <param name="title">The line above the picture.</param>
    /// <exception cref="ArgumentException">The history has no epoch.</exception>
    public static string ToSvg(TrainingHistory history, string title = "Learning curve")
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(title);
        if (history.Epochs.Count == 0)
            throw new ArgumentException("The history has no finished epoch.", nameof(history));

        ChartPoint[] accuracies = Points(history, epoch => epoch.Validation is { } validation ? 100 * validation.Accuracy : double.NaN);
        double width = accuracies.Length == 0 ? Width - Left - Right : (Width - Left - Right - Gap) / 2;
        var svg = new SvgText(Width, Height, title);
        DrawLosses(svg, width, history);
        if (accuracies.Length > 0)
            DrawAccuracies(svg, width, ChartAxis.Counting(history.Epochs.Count), accuracies);
        return svg.Finish();
    }

    /// <summary>Writes the picture to a file: beside it first, flushed, then renamed over it.</summary>
    /// <inheritdoc cref="ToSvg"/>
    /// <param name="history">What to draw, at least one epoch. Accuracy gets a panel if an epoch has one.</param>
    /// <param name="path">The file, usually <c>.svg</c>.</param>
    /// <param name="title">The line above the picture.</param>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it was.</exception>
    public static void Save(TrainingHistory history, string path, string title = "Learning curve")
    {
        byte[] text = Encoding.UTF8.GetBytes(ToSvg(history, title));
        using var file = new AtomicFile(path);
        file.Stream.Write(text);
        file.Commit();
    }

    private static void DrawLosses(SvgText svg, double width, TrainingHistory history)
    {
        ChartPoint[] raw = Thin([.. history.Losses.Select(p => new ChartPoint(p.Epoch, p.Loss)).Where(p => double.IsFinite(p.Y))]);
        ChartPoint[] smooth = Smooth(raw);
        ChartPoint[] validation = Points(history, epoch => epoch.Validation?.Loss ?? double.NaN);
        var losses = ChartAxis.Spanning([.. raw.Concat(validation).Select(p => p.Y)], allowLogarithmic: true);
        var panel = new ChartPanel(svg, Left, width, ChartAxis.Counting(history.Epochs.Count), losses);
        panel.Frame("loss");
        panel.Line(raw, ChartColor.Pale, 1);
        panel.Line(smooth, ChartColor.Blue, 2);
        panel.Line(validation, ChartColor.Orange, 2);
        panel.Dots(validation, ChartColor.Orange);
        panel.Legend(0, "training", ChartColor.Blue);
        if (validation.Length > 0)
            panel.Legend(1, "validation", ChartColor.Orange);
    }

    private static void DrawAccuracies(SvgText svg, double width, ChartAxis epochs, ChartPoint[] accuracies)
    {
        var percent = ChartAxis.Spanning([.. accuracies.Select(p => p.Y)], allowLogarithmic: false);
        var panel = new ChartPanel(svg, Left + width + Gap, width, epochs, percent);
        panel.Frame("validation accuracy, %");
        panel.Line(accuracies, ChartColor.Green, 2);
        panel.Dots(accuracies, ChartColor.Green);
        panel.Label(accuracies[^1], ChartAxis.Text(accuracies[^1].Y, 2));
    }

    private static ChartPoint[] Points(TrainingHistory history, Func<TrainingEpoch, double> value) =>
        [.. history.Epochs.Select(epoch => new ChartPoint(epoch.Epoch, value(epoch))).Where(point => double.IsFinite(point.Y))];

    // Long trainings have thousands of points, and a picture has a few hundred columns: neighbours are averaged.
    private static ChartPoint[] Thin(ChartPoint[] points)
    {
        int group = (points.Length - 1) / MostPoints + 1;
        return [.. points.Chunk(group).Select(chunk => new ChartPoint(chunk[^1].X, chunk.Average(point => point.Y)))];
    }

    // The mean over a window that starts at one point, so that the steep beginning stays where it is. The end keeps the window's
    // left half: the last point, of a few samples maybe, would jump.
    private static ChartPoint[] Smooth(ChartPoint[] points)
    {
        int half = points.Length / 40 + 1;
        var smooth = new ChartPoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int reach = Math.Min(half, i);
            int end = Math.Min(i + reach + 1, points.Length);
            smooth[i] = points[i] with { Y = points[(i - reach)..end].Average(point => point.Y) };
        }

        return smooth;
    }
}
