using System.Diagnostics;

namespace Unfurl.Tests.Packaging;

/// <summary>Runs the SDK as a user does, outside this process' own build.</summary>
internal static class DotnetCommand
{
    /// <summary>The exit code and all that was printed.</summary>
    public static async Task<(int Code, string Text)> Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // A test run leaves its own build's settings behind, which would redirect this one.
        foreach (string name in start.Environment.Keys.Where(IsOfOuterBuild).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
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

        return (process.ExitCode, await output + await errors);
    }

    private static bool IsOfOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
