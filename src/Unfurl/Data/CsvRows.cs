using System.Globalization;

namespace Unfurl;

/// <summary>Rows of a CSV file on their way to samples; the classes are numbered once all rows are known.</summary>
internal sealed class CsvRows(CsvLayout layout, string source)
{
    private readonly List<float> _inputs = [], _targets = [];
    private readonly List<string> _labels = [];
    private readonly List<int> _lines = [];

    /// <summary>Rows so far.</summary>
    public int Count => _lines.Count;

    /// <summary>Takes the current row.</summary>
    /// <exception cref="InvalidDataException">It has another number of fields, or one is no finite number.</exception>
    public void Add(CsvReader reader)
    {
        if (reader.Fields.Count != layout.Names.Length)
            throw new InvalidDataException(
                $"{source}: line {reader.Line} has {reader.Fields.Count} fields, expected {layout.Names.Length} as in the first line.");
        _lines.Add(reader.Line);
        AddNumbers(reader, layout.Inputs, _inputs);
        AddNumbers(reader, layout.Targets, _targets);
        if (layout.Label >= 0)
            _labels.Add(reader.Fields[layout.Label]);
    }

    /// <summary>All rows as samples.</summary>
    /// <exception cref="InvalidDataException">A row's class is none of those named.</exception>
    public ArrayDataSet ToDataSet(IReadOnlyList<string>? classes)
    {
        int[]? labels = null;
        if (layout.Label >= 0)
        {
            labels = classes is null ? WholeNumbers() : null;
            if (labels is null)
                labels = Numbered(classes ??= [.. _labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }

        return new ArrayDataSet(Count, [.. _inputs], labels, [.. _targets], classes);
    }

    private void AddNumbers(CsvReader reader, int[] columns, List<float> numbers)
    {
        foreach (int column in columns)
        {
            string field = reader.Fields[column];
            bool read = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float number);
            if (!read || !float.IsFinite(number))
                throw Fail(reader.Line, column, $"'{field}' is no finite number");
            numbers.Add(number);
        }
    }

    /// <summary>The classes as they stand there, or null if one is no whole number from 0.</summary>
    private int[]? WholeNumbers()
    {
        int[] labels = new int[Count];
        for (int row = 0; row < Count; row++)
        {
            if (!int.TryParse(_labels[row], NumberStyles.None, CultureInfo.InvariantCulture, out labels[row]))
                return null;
        }

        return labels;
    }

    private int[] Numbered(IReadOnlyList<string> classes)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int label = 0; label < classes.Count; label++)
            numbers.TryAdd(classes[label], label);
        int[] labels = new int[Count];
        for (int row = 0; row < Count; row++)
        {
            if (numbers.TryGetValue(_labels[row], out labels[row]))
                continue;
            string known = string.Join("', '", classes);
            throw Fail(_lines[row], layout.Label, $"'{_labels[row]}' is none of the {classes.Count} classes '{known}'");
        }

        return labels;
    }

    private InvalidDataException Fail(int line, int column, string what) =>
        new($"{source}: line {line}, column {column + 1} ('{layout.Names[column]}'): {what}.");
}
