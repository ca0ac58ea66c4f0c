namespace Unfurl;

/// <summary>One diagram: a frame with grid and axes, and the curves in it.</summary>
internal sealed class ChartPanel(SvgText svg, double left, double width, ChartAxis horizontal, ChartAxis vertical)
{
    private const double Top = 78;
    private const double Bottom = 308;

    /// <summary>Draws grid, axes and their texts; comes before the curves.</summary>
    public void Frame(string name)
    {
        svg.Text(left, Top - 14, name, ChartColor.Ink, "start", bold: true);
        foreach ((double value, string label) in vertical.Ticks)
        {
            svg.Line(left, Y(value), left + width, Y(value), ChartColor.Grid);
            svg.Text(left - 8, Y(value) + 4, label, ChartColor.Faint, "end");
        }

        svg.Line(left, Bottom, left + width, Bottom, ChartColor.Axis);
        foreach ((double value, string label) in horizontal.Ticks)
        {
            svg.Line(X(value), Bottom, X(value), Bottom + 4, ChartColor.Axis);
            svg.Text(X(value), Bottom + 18, label, ChartColor.Faint, "middle");
        }

        svg.Text(left + width / 2, Bottom + 38, "epoch", ChartColor.Faint, "middle");
    }

    /// <summary>A curve through the points.</summary>
    public void Line(ReadOnlySpan<ChartPoint> points, string color, double thickness)
    {
        if (points.Length < 2)
            return;
        var places = new (double X, double Y)[points.Length];
        for (int i = 0; i < points.Length; i++)
            places[i] = (X(points[i].X), Y(points[i].Y));
        svg.Polyline(places, color, thickness);
    }

    /// <summary>A dot on every point.</summary>
    public void Dots(ReadOnlySpan<ChartPoint> points, string color)
    {
        foreach (ChartPoint point in points)
            svg.Dot(X(point.X), Y(point.Y), color);
    }

    /// <summary>A number above a point, left of the right edge.</summary>
    public void Label(ChartPoint point, string text) =>
        svg.Text(X(point.X), Y(point.Y) - 10, text, ChartColor.Ink, X(point.X) > left + width - 20 ? "end" : "middle", bold: true);

    /// <summary>A row of the key in the upper right corner.</summary>
    public void Legend(int row, string text, string color)
    {
        double y = Top + 14 + 18 * row;
        svg.Line(left + width - 92, y - 4, left + width - 72, y - 4, color, 2);
        svg.Text(left + width - 66, y, text, ChartColor.Ink, "start");
    }

    private double X(double value) => left + width * horizontal.Place(value);

    private double Y(double value) => Bottom - (Bottom - Top) * vertical.Place(value);
}
