using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Unfurl.Tests.Numerics;

/// <summary>Everything of this namespace once more in processes with narrower vectors.</summary>
[Collection(nameof(VectorWidthTests))]
[CollectionDefinition(nameof(VectorWidthTests), DisableParallelization = true)]
public sealed class VectorWidthTests
{
    [Fact]
    public void ThisProcessHasTheVectorsItWasStartedWith()
    {
        if (VectorWidths.Expected is not { } expected)
            return;
        Assert.Equal(expected, VectorWidths.Actual);
        Assert.False(Vector512.IsHardwareAccelerated);
        Assert.Equal(expected is "256", Vector256.IsHardwareAccelerated);
        Assert.Equal(expected is "256" or "128", Vector128.IsHardwareAccelerated);
    }

    [Theory]
    [InlineData("EnableAVX512", "256")]
    [InlineData("EnableAVX2", "128")]
    [InlineData("EnableHWIntrinsic", "none")]
    public async Task AllNumbersHoldWithout(string setting, string widest)
    {
        // A child has no children.
        if (VectorWidths.Expected is not null)
            return;
        // The test library is a program of its own, whoever hosts it now.
        string library = typeof(VectorWidthTests).Assembly.Location, program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(File.Exists(program) ? program : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (start.FileName == "dotnet")
            start.ArgumentList.Add(library);
        // The well-known networks are made of what the others hold, and take minutes.
        foreach (string argument in new[] { "-namespace", "Unfurl.Tests.Numerics", "-class-", typeof(KnownNetworkTests).FullName!, "-noColor", "-noLogo", "-noAutoReporters" })
            start.ArgumentList.Add(argument);
        start.Environment[$"DOTNET_{setting}"] = "0";
        start.Environment[VectorWidths.Variable] = widest;
        start.Environment[RandomGraphTests.Variable] = "25";
        using Process child = Process.Start(start)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = child.StandardOutput.ReadToEndAsync(cancel), errors = child.StandardError.ReadToEndAsync(cancel);
        try
        {
            await child.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            throw;
        }

        string text = await output + await errors;
        Assert.True(child.ExitCode == 0 && text.Contains("Failed: 0", StringComparison.Ordinal), $"With DOTNET_{setting}=0, exit code {child.ExitCode}:\n{text}");
    }
}
