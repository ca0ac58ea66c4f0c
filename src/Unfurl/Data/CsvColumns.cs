namespace Unfurl;

/// <summary>What the columns of a CSV file mean. Without a header line columns are called by their number, from "1".</summary>
public sealed class CsvColumns
{
    /// <summary>Columns of numbers that are the input, in this order; null means all that are neither label nor targets.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>The column of classes, or null if there is none.</summary>
    public string? Label { get; init; }

    /// <summary>Columns of numbers that are the targets, in this order; none at first.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Names of the classes as the label column spells them. If null and the column has whole numbers from 0 only, these are the
    /// classes and have no names; otherwise its different texts are, in ordinal order. Give the training data's to the test data.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Whether the first line has the names of the columns; yes at first.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What stands between two fields; a comma at first.</summary>
    public char Separator { get; init; } = ',';
}
