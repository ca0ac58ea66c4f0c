using System.Diagnostics;
using System.Globalization;

namespace Unfurl.Benchmarks;

/// <summary>A <see cref="TimedProject"/> that runs and waits for requests; disposing ends it.</summary>
internal sealed class TimedProcess : IDisposable
{
    private readonly Process _process;

    public TimedProcess(string program, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;

        // All on one core, one at a time: another may be slower, because of a neighbour, for as long as a comparison takes.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            _process.ProcessorAffinity = 1;
    }

    /// <summary>Microseconds of a run, the mean of so many.</summary>
    /// <exception cref="BuildException">It did not answer with a number.</exception>
    public double Time(BenchmarkCase network, int runs)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Name} {network.Batch} {runs}"));
        string? said = _process.StandardOutput.ReadLine();
        return double.TryParse(said, CultureInfo.InvariantCulture, out double microseconds)
            ? microseconds
            : throw new BuildException($"{_process.StartInfo.FileName} said '{said}' of {network.Name}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
