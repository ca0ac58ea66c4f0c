namespace Unfurl;

/// <summary>Which field of a row is what.</summary>
internal sealed class CsvLayout
{
    /// <exception cref="InvalidDataException">A column is missing, comes twice, or no input is left.</exception>
    public CsvLayout(string[] names, CsvColumns columns, string source)
    {
        Names = names;
        Label = columns.Label is { } label ? Find(label) : -1;
        Targets = [.. columns.Targets.Select(Find)];
        Inputs = columns.Inputs is { } inputs
            ? [.. inputs.Select(Find)]
            : [.. Enumerable.Range(0, names.Length).Where(column => column != Label && !Targets.Contains(column))];
        if (Inputs.Length == 0)
            throw new InvalidDataException($"{source}: no column is left for the input.");

        int Find(string name)
        {
            int column = Array.IndexOf(names, name);
            if (column < 0)
                throw new InvalidDataException($"{source}: there is no column '{name}'; there are '{string.Join("', '", names)}'.");
            if (Array.IndexOf(names, name, column + 1) >= 0)
                throw new InvalidDataException($"{source}: there are several columns '{name}'.");
            return column;
        }
    }

    /// <summary>Names of all columns.</summary>
    public string[] Names { get; }

    /// <summary>Columns of the input.</summary>
    public int[] Inputs { get; }

    /// <summary>The column of the class, or -1.</summary>
    public int Label { get; }

    /// <summary>Columns of the targets.</summary>
    public int[] Targets { get; }
}
