using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Generator;

/// <summary>Warnings at lines of a schedule file: what cannot be read, and what is said in vain. Both are passed over.</summary>
internal static class ScheduleReport
{
    /// <summary>Every line of the file that has no effect.</summary>
    public static void Write(SourceProductionContext output, ScheduleSpec schedule, GeneratedFile file)
    {
        foreach (ScheduleLine line in schedule.Lines)
        {
            if (line.Choice is null)
                Report(Descriptors.MalformedScheduleLine, line, line.Expected, line.Text);
            else if (file.Unused.FirstOrDefault(u => u.Choice == line.Choice) is not { } unused)
                continue;
            else if (unused.Candidates is { } candidates)
                Report(Descriptors.ImpossibleChoice, line, line.Choice.Kernel, string.Join(", ", candidates), line.Choice.Choice);
            else
                Report(Descriptors.UnknownKernel, line, file.Type.Name, line.Choice.Kernel);
        }

        void Report(DiagnosticDescriptor descriptor, ScheduleLine line, params string[] words) =>
            output.ReportDiagnostic(Diagnostic.Create(descriptor, At(schedule, line.Number, line.Text.Length), words.ToArray<object>()));
    }

    /// <summary>A file that is for no network.</summary>
    public static void WithoutNetwork(SourceProductionContext output, ScheduleSpec schedule, string networks) => output.ReportDiagnostic(
        Diagnostic.Create(Descriptors.ScheduleWithoutNetwork, At(schedule, 0, 0), Path.GetFileName(schedule.Path), schedule.Network, networks));

    private static Location At(ScheduleSpec schedule, int line, int length) =>
        Location.Create(schedule.Path, default, new LinePositionSpan(new LinePosition(line, 0), new LinePosition(line, length)));
}
