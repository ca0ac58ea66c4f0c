using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Unfurl.Generator;

/// <summary>Indented C# text. Every number goes through the invariant culture, because the handler formats nothing any other way.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line() => _text.Append('\n');

    public void Line(string text)
    {
        if (text.Length > 0)
            _text.Append(' ', _indent * 4).Append(text);
        _text.Append('\n');
    }

    public void Line(InvariantText text) => Line(text.ToString());

    /// <summary>Several lines, indented as they stand.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Split('\n'))
            Line(line.TrimEnd('\r'));
    }

    public void Lines(InvariantText text) => Lines(text.ToString());

    /// <summary>A header line and braces around what is written until disposal.</summary>
    public Closing Block(string header)
    {
        Line(header);
        return Open();
    }

    public Closing Block(InvariantText header) => Block(header.ToString());

    public override string ToString() => _text.ToString();

    private Closing Open()
    {
        Line("{");
        _indent++;
        return new Closing(this);
    }

    private void Close()
    {
        _indent--;
        Line("}");
    }

    /// <summary>Closes a block.</summary>
    public readonly struct Closing(CodeWriter writer) : IDisposable
    {
        public void Dispose() => writer.Close();
    }
}

/// <summary>An interpolated string in the invariant culture.</summary>
[InterpolatedStringHandler]
internal readonly struct InvariantText
{
    private readonly StringBuilder _text;

    // One builder a thread is kept for the next string; strings inside strings get their own.
    [ThreadStatic]
    private static StringBuilder? s_free;

    public InvariantText(int literalLength, int formattedCount)
    {
        _text = s_free ?? new StringBuilder(literalLength + (formattedCount * 8));
        s_free = null;
    }

    public static string Of(InvariantText text) => text.ToString();

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? text) => _text.Append(text);

    public void AppendFormatted<T>(T value)
        where T : IFormattable => _text.Append(value.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>The string; to be asked for once.</summary>
    public override string ToString()
    {
        string text = _text.ToString();
        _text.Clear();
        s_free = _text;
        return text;
    }
}
