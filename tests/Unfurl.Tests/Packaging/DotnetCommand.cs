using System.Diagnostics;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Packaging;

/// <summary>Runs the SDK as a user does, outside this process' own build.</summary>
internal static class DotnetCommand
{
    /// <summary>The exit code and all that was printed.</summary>
    public static async Task<(int Code, string Text)> Run(string folder, params string[] arguments)
    {
        ProcessStartInfo start = ChildProcess.Of("dotnet", arguments);
        start.WorkingDirectory = folder;

        // A test run leaves its own build's settings behind, which would redirect this one.
        foreach (string name in start.Environment.Keys.Where(IsOfOuterBuild).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        ChildResult result = await ChildProcess.RunAsync(start);
        return (result.Code, result.Text);
    }

    private static bool IsOfOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
