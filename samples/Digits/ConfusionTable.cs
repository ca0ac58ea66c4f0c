using Spectre.Console;
using Unfurl;

namespace Digits;

/// <summary>Which class was taken for which.</summary>
internal static class ConfusionTable
{
    /// <summary>A row per actual class, a column per answer.</summary>
    public static void Write(ConfusionMatrix confusion)
    {
        Table table = new Table().Border(TableBorder.Simple).Title("Confusion: rows are what it is, columns what LeNet says");
        table.AddColumn(new TableColumn(""));
        for (int predicted = 0; predicted < confusion.Classes; predicted++)
            table.AddColumn(Narrow($"[bold]{predicted}[/]"));
        table.AddColumn(Narrow("[bold]right[/]"));
        for (int actual = 0; actual < confusion.Classes; actual++)
            table.AddRow(Row(confusion, actual));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
    }

    // Ten counts of four digits and their names have to fit 80 columns; the border already keeps them apart.
    private static TableColumn Narrow(string header) => new TableColumn(header).RightAligned().Padding(0, 0);

    private static string[] Row(ConfusionMatrix confusion, int actual)
    {
        string name = confusion.Name(actual), number = $"{actual}";
        var cells = new List<string> { name == number ? $"[bold]{number}[/]" : $"[bold]{number}[/] {Markup.Escape(name)}" };
        for (int predicted = 0; predicted < confusion.Classes; predicted++)
            cells.Add(Cell(confusion[actual, predicted], actual == predicted, confusion.Count / confusion.Classes));
        cells.Add(FormattableString.Invariant($"{100 * confusion.Recall(actual):0.0} %"));
        return [.. cells];
    }

    private static string Cell(long count, bool right, long usual) => (count, right) switch
    {
        (0, _) => "[grey]·[/]",
        (_, true) => $"[green]{count}[/]",
        _ when count * 50 > usual => $"[red]{count}[/]", // more than one in fifty
        _ => $"{count}",
    };
}
