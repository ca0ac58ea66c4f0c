using System.Text;

namespace Unfurl;

/// <summary>Splits CSV text into rows of fields, as RFC 4180 describes it.</summary>
/// <remarks>A field in double quotes may contain separators, line ends and doubled quotes; a quote anywhere else is a fault. Lines end with
/// LF or CRLF. Lines without any character are skipped.</remarks>
internal sealed class CsvReader(string text, char separator, string source)
{
    private readonly StringBuilder _field = new();
    private int _at;
    private int _nextLine = 1;

    /// <summary>The fields of the current row.</summary>
    public List<string> Fields { get; } = [];

    /// <summary>The line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Goes to the next row; false if there is none.</summary>
    /// <exception cref="InvalidDataException">A quote is out of place.</exception>
    public bool Read()
    {
        while (_at < text.Length && EndsLine())
        {
        }

        if (_at == text.Length)
            return false;
        Fields.Clear();
        Line = _nextLine;
        ReadField();
        while (_at < text.Length && !EndsLine())
        {
            _at++; // the separator
            ReadField();
        }

        return true;
    }

    /// <summary>Whether a line ends here, and if so steps over its end.</summary>
    private bool EndsLine()
    {
        int length = text[_at] == '\n' ? 1 : text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 0;
        if (length == 0)
            return false;
        _at += length;
        _nextLine++;
        return true;
    }

    private void ReadField()
    {
        if (_at < text.Length && text[_at] == '"')
        {
            ReadQuoted();
            return;
        }

        int start = _at;
        while (_at < text.Length && text[_at] != separator && text[_at] != '\n')
        {
            if (text[_at++] == '"')
                throw Fail("a quote inside a field that does not begin with one");
        }

        // The carriage return before a line feed belongs to the line's end.
        if (_at < text.Length && text[_at] == '\n' && _at > start && text[_at - 1] == '\r')
            _at--;
        Fields.Add(text[start.._at]);
    }

    private void ReadQuoted()
    {
        _field.Clear();
        while (true)
        {
            int start = ++_at, end = text.IndexOf('"', start);
            if (end < 0)
                throw Fail("the quoted field has no end");
            _field.Append(text, start, end - start);
            _nextLine += text.AsSpan(start, end - start).Count('\n');
            _at = end + 1;
            if (_at == text.Length || text[_at] != '"')
                break;
            _field.Append('"'); // doubled, it stands for itself
        }

        bool ends = _at == text.Length || text[_at] == separator || text[_at] == '\n' || text.AsSpan(_at).StartsWith("\r\n");
        if (!ends)
            throw Fail($"'{text[_at]}' behind the quote that ends the field, expected '{separator}' or the end of the line");
        Fields.Add(_field.ToString());
    }

    // Of the field being read, on the line where its row begins.
    private InvalidDataException Fail(string what) => new($"{source}: line {Line}, column {Fields.Count + 1}: {what}.");
}
