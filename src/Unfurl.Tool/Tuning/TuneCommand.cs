using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Unfurl.Generator;

namespace Unfurl.Tool;

/// <summary><c>unfurl tune</c>: times the candidate schedules of each kernel on this machine and writes <c>NAME.schedule</c>.</summary>
internal static class TuneCommand
{
    private static readonly Option<string> Project = new("--project", "-p") { Description = "The project, or its folder.", DefaultValueFactory = _ => "." };
    private static readonly Option<string[]> Networks = new("--network", "-n") { Description = "Only networks of these names.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Configuration = new("--configuration", "-c") { Description = "Of what the project references.", DefaultValueFactory = _ => "Release" };
    private static readonly Option<int> Batch = new("--batch", "-b") { Description = "Samples that are answered together.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Seconds = new("--seconds", "-s") { Description = "For each trial.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> KeepAlgorithms = new("--keep-algorithms") { Description = "Time tiles only; algorithms stay as the file or the cost model has them." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "A folder for the schedule files; otherwise each stands beside its class." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("tune", "Times the candidate schedules of each kernel on this machine and writes NAME.schedule, which the build picks up.")
        {
            Project, Networks, Configuration, Batch, Seconds, KeepAlgorithms, Output,
        };
        Batch.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() >= 1, "--batch is at least 1"));
        Seconds.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 0 and <= 600, "--seconds is 0 to 600"));
        command.SetAction(Run);
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool isRight, string rule)
    {
        if (!isRight)
            result.AddError($"{rule}, not {string.Join(" ", result.Tokens.Select(t => t.Value))}.");
    }

    private static int Run(ParseResult options)
    {
        string path = ProjectCompilation.Find(options.GetValue(Project)!);
        IReadOnlyList<ProjectNetwork> networks = Wanted(ProjectNetwork.In(ProjectCompilation.Read(path, options.GetValue(Configuration)!)), options.GetValue(Networks) ?? [], path);
        foreach (ProjectNetwork network in networks)
            Tune(network, options);
        return 0;
    }

    private static IReadOnlyList<ProjectNetwork> Wanted(IReadOnlyList<ProjectNetwork> all, string[] names, string project)
    {
        string there = all.Count == 0 ? "none" : string.Join(", ", all.Select(n => n.Spec.Type.MetadataName));
        string? missing = names.FirstOrDefault(name => !all.Any(n => IsCalled(n, name)));
        if (missing is not null || all.Count == 0)
            throw new ToolException($"{project} has no network{(missing is null ? "" : $" '{missing}'")}; it has {there}.");
        return names.Length == 0 ? all : [.. all.Where(n => names.Any(name => IsCalled(n, name)))];
    }

    private static bool IsCalled(ProjectNetwork network, string name) => network.Spec.Type.Name.TrimStart('@') == name || network.Spec.Type.MetadataName == name;

    private static void Tune(ProjectNetwork network, ParseResult options)
    {
        string name = network.Spec.Type.Name.TrimStart('@');
        if (network.Spec.IsOpen)
        {
            AnsiConsole.MarkupLineInterpolated($"{name}: its sizes are open, so that no time is the right one; the cost model's choices stay.");
            return;
        }

        string path = options.GetValue(Output) is { } folder ? Path.Combine(folder, Path.GetFileName(network.Schedule)) : network.Schedule;
        IReadOnlyList<KernelChoice> old = ScheduleDocument.Read(File.Exists(path) ? path : network.Schedule);
        IReadOnlyList<KernelChoice>? algorithms = options.GetValue(KeepAlgorithms) ? [.. old.Where(c => c.Set == InstructionSet.All)] : null;

        var tuner = new Tuner(network.Spec, ScheduleDocument.Here, new Trials(network.Spec, options.GetValue(Batch), TimeSpan.FromSeconds(options.GetValue(Seconds))).Measure, step => AnsiConsole.MarkupLineInterpolated($"[grey]{name}: {step}[/]"));
        Tuning tuning = tuner.Run(algorithms);
        if (tuning.Kernels.Count == 0)
        {
            AnsiConsole.MarkupLineInterpolated($"{name}: no kernel has a choice; nothing is written.");
            return;
        }

        Print(name, tuning);
        if (tuning.Ratio >= 1)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{name}: together the candidates take {tuning.Ratio:F2} of the cost model's time; nothing is written.");
            return;
        }

        IReadOnlyList<KernelChoice> choices = ScheduleDocument.Prune(network.Spec, ScheduleDocument.Merge(old, [.. tuning.Kernels.Select(k => k.Choice)]));
        ScheduleDocument.Save(path, ScheduleDocument.Write(name, choices));
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{name}: {tuning.Ratio:F2} of the cost model's time; wrote {path}");
    }

    private static void Print(string name, Tuning tuning)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(name)), Border = TableBorder.Simple };
        table.AddColumns("section", "kernel", "cost model", "fastest");
        table.AddColumn(new TableColumn("time").RightAligned());
        foreach (TunedKernel kernel in tuning.Kernels.Where(k => !k.IsUsual))
        {
            string ratio = kernel.Ratio.ToString("F2", CultureInfo.InvariantCulture);
            table.AddRow(new[] { ScheduleDocument.NameOf(kernel.Choice.Set), kernel.Choice.Kernel, kernel.Usual, kernel.Choice.Choice, ratio }.Select(t => new Text(t)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{tuning.Kernels.Count(k => k.IsUsual)} of {tuning.Kernels.Count} kernels stay as the cost model has them.");
    }
}
