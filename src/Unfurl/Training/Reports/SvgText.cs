using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace Unfurl;

/// <summary>Writes the few SVG elements that the charts need, numbers in invariant culture with one decimal.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public SvgText(double width, double height, string title)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">""");
        Add($"<title>{Escape(title)}</title>");
        Add($"""<rect width="{width}" height="{height}" rx="8" fill="#ffffff"/>""");
        Add($"""<g font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12">""");
        Add($"""<text x="20" y="34" font-size="17" font-weight="600" fill="{ChartColor.Ink}">{Escape(title)}</text>""");
    }

    public void Line(double x1, double y1, double x2, double y2, string color, double thickness = 1) =>
        Add($"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" stroke="{color}" stroke-width="{thickness}"/>""");

    public void Text(double x, double y, string text, string color, string anchor, bool bold = false)
    {
        string weight = bold ? " font-weight=\"600\"" : "";
        Add($"""<text x="{x:0.#}" y="{y:0.#}" fill="{color}" text-anchor="{anchor}"{weight}>{Escape(text)}</text>""");
    }

    public void Dot(double x, double y, string color) =>
        Add($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="4" fill="{color}" stroke="#ffffff" stroke-width="1.5"/>""");

    public void Polyline(ReadOnlySpan<(double X, double Y)> points, string color, double thickness)
    {
        _text.Append("<polyline points=\"");
        string gap = "";
        foreach ((double x, double y) in points)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{gap}{x:0.#},{y:0.#}");
            gap = " ";
        }

        Add($"\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{thickness}\" stroke-linejoin=\"round\"/>");
    }

    public string Finish() => _text.Append("</g>\n</svg>\n").ToString();

    private void Add(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Text for XML: markup escaped, control characters, which XML 1.0 cannot hold, as spaces.</summary>
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : ' ')));
}
