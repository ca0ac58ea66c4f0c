using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Constants as C# spells them.</summary>
internal static class Literals
{
    public static string Single(double value)
    {
        float single = (float)value;
        if (float.IsNaN(single))
            return "float.NaN";
        if (float.IsInfinity(single))
            return single > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        return single == 0 && 1 / single < 0 ? "-0f" : single.ToString("G9", CultureInfo.InvariantCulture) + "f";
    }

    public static string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "d";

    public static string String(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Numbers with commas between them.</summary>
    public static string List(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Sizes with commas between them, all of them numbers.</summary>
    public static string List(IEnumerable<Extent> sizes) => List(sizes.Select(s => (int)s));

    /// <summary>An identifier made of words: conv1.weight becomes Conv1Weight.</summary>
    public static string Pascal(string text)
    {
        var name = new System.Text.StringBuilder();
        bool start = true;
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            name.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return name.ToString();
    }

    /// <summary>Text inside an XML doc comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
