using System.Diagnostics;

namespace Unfurl.Tests.Harness;

/// <summary>Programs that tests start; a cancelled test takes them along.</summary>
internal static class ChildProcess
{
    /// <summary>A program with its arguments; what it prints is read, not shown.</summary>
    public static ProcessStartInfo Of(string program, params ReadOnlySpan<string> arguments) =>
        new(program, arguments.ToArray()) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>This test program once more. The test library is a program of its own, whoever hosts it now.</summary>
    public static ProcessStartInfo OfTests(params ReadOnlySpan<string> arguments)
    {
        string library = typeof(ChildProcess).Assembly.Location, program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program) ? Of(program, arguments) : Of("dotnet", [library, .. arguments]);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ChildResult> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        return await FinishAsync(process);
    }

    /// <summary>Waits for the end of a program, and reads what it still prints.</summary>
    public static async Task<ChildResult> FinishAsync(Process process)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel), errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ChildResult(process.ExitCode, await output, await errors);
    }
}

/// <summary>What a program came to.</summary>
internal sealed record ChildResult(int Code, string Output, string Errors)
{
    /// <summary>All it printed.</summary>
    public string Text => Output + Errors;
}
