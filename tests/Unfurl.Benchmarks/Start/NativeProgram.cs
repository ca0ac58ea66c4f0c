using System.Diagnostics;

namespace Unfurl.Benchmarks;

/// <summary>The sample NativeDigits as a native binary in a folder of its own.</summary>
internal sealed class NativeProgram : IDisposable
{
    private const string Sample = "NativeDigits", Picture = "seven.pgm";

    private readonly string _folder = Directory.CreateTempSubdirectory("unfurl-start-").FullName;
    private readonly string _sample;

    /// <summary>Publishes it.</summary>
    /// <param name="framework">Target framework, such as net9.0.</param>
    /// <exception cref="BuildException">It does not publish; the message is what was said.</exception>
    public NativeProgram(string framework)
    {
        _sample = SourceTree.Find("samples", Sample);
        using Process publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", "-c", "Release", _sample, $"-p:Native={framework}", "-o", _folder, "-nologo"]) { RedirectStandardOutput = true })!;
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
            throw new BuildException(said);
    }

    /// <summary>Bytes of the binary, weights and all.</summary>
    public long Size => new FileInfo(Binary).Length;

    private string Binary => Path.Combine(_folder, OperatingSystem.IsWindows() ? Sample + ".exe" : Sample);

    /// <summary>The time from before the process is made until its answer is read.</summary>
    public TimeSpan Start()
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(Binary, [Path.Combine(_sample, Picture)]) { RedirectStandardOutput = true })!;
        string? answer = process.StandardOutput.ReadLine();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        process.WaitForExit();
        return answer?.StartsWith('7') == true ? elapsed : throw new BuildException($"{Binary} says '{answer}' of {Picture}, expected 7.");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
