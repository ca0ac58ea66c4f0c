using System.Diagnostics;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Training;

public sealed class KilledTrainingTests : IDisposable
{
    private const int Kills = 20;

    // 20 times 14 steps are not yet the whole training.
    private const int StepsAllowed = 14;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unfurl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ATrainingKilledTwentyTimesEndsWithTheSameBits()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        string killed = _folder.CreateSubdirectory("killed").FullName, whole = _folder.CreateSubdirectory("whole").FullName;
        KilledTraining.Run(whole, _ => { });
        var random = new SplitMix64(Kills);
        for (int i = 0; i < Kills; i++)
        {
            using Process child = Start(killed);
            // Somewhere in the steps, and somewhere in a step: most of the time goes into writing checkpoints.
            await child.StandardInput.WriteAsync(new string('\n', StepsAllowed));
            await child.StandardInput.FlushAsync(cancel);
            for (int lines = 1 + random.NextInt32(12); lines > 0; lines--)
                Assert.NotNull(await child.StandardOutput.ReadLineAsync(cancel));
            Thread.SpinWait(random.NextInt32(100_000));
            child.Kill();
            await child.WaitForExitAsync(cancel);
        }

        Assert.False(File.Exists(Path.Combine(killed, KilledTraining.Weights)));
        using Process last = Start(killed);
        last.StandardInput.Close();
        ChildResult ended = await ChildProcess.FinishAsync(last);
        Assert.True(ended.Code == 0, ended.Errors);
        // It went on from where the others came to, and what they left half written is gone.
        Assert.InRange(ended.Output.Split('\n').Length, 2, KilledTraining.Steps);
        Assert.Equal([KilledTraining.Weights, KilledTraining.Checkpoint], Directory.GetFiles(killed).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        byte[] expected = await File.ReadAllBytesAsync(Path.Combine(whole, KilledTraining.Weights), cancel);
        Assert.Equal(expected, await File.ReadAllBytesAsync(Path.Combine(killed, KilledTraining.Weights), cancel));
    }

    private static Process Start(string folder)
    {
        ProcessStartInfo start = ChildProcess.OfTests();
        start.RedirectStandardInput = true;
        start.Environment[KilledTraining.Variable] = folder;
        return Process.Start(start)!;
    }
}
