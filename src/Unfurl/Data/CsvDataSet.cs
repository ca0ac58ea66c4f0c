namespace Unfurl;

/// <summary>Reads data sets from CSV files: a row is a sample.</summary>
/// <remarks>UTF-8. Fields may be quoted as in RFC 4180; lines without any character are skipped. Numbers have a decimal point whatever the
/// machine's culture, and must be finite.</remarks>
public static class CsvDataSet
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">What its columns mean.</param>
    /// <exception cref="InvalidDataException">Something in it is wrong; the message says in which line and column, what was expected and
    /// what was found.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ArrayDataSet Read(string path, CsvColumns columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string source = Path.GetFileName(path);
        return Parse(TextFile.Decode(File.ReadAllBytes(path), source), source, columns);
    }

    /// <summary>Reads text already in memory.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="columns">What its columns mean.</param>
    /// <exception cref="InvalidDataException">Something in it is wrong.</exception>
    public static ArrayDataSet Parse(string text, string source, CsvColumns columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Separator is '"' or '\r' or '\n')
            throw new ArgumentException("A quote or the end of a line cannot separate fields.", nameof(columns));
        var reader = new CsvReader(text, columns.Separator, source);
        if (!reader.Read())
            throw new InvalidDataException($"{source}: the file is empty.");
        string[] names = columns.Header ? [.. reader.Fields] : [.. Enumerable.Range(1, reader.Fields.Count).Select(number => $"{number}")];
        var layout = new CsvLayout(names, columns, source);
        var rows = new CsvRows(layout, source);
        for (bool more = !columns.Header || reader.Read(); more; more = reader.Read())
            rows.Add(reader);
        if (rows.Count == 0)
            throw new InvalidDataException($"{source}: there is no row behind the header.");
        return rows.ToDataSet(columns.Classes);
    }
}
