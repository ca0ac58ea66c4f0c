using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unfurl.Benchmarks;

/// <summary>Where ONNX Runtime's native library lies: in the npm package that <c>install-peer</c> fetches.</summary>
internal static class PeerLibrary
{
    private const string Script = "install-peer";

    /// <summary>The library's path; runs the script first where it is missing.</summary>
    /// <exception cref="PeerException">It is not to be had here.</exception>
    public static string Require()
    {
        if (!OperatingSystem.IsLinux())
            throw new PeerException("the harness knows the peer's library on Linux only");

        string folder = SourceTree.FolderAbove(Script) ?? throw new PeerException($"there is no {Script} above {AppContext.BaseDirectory}");
        string? library = Find(folder);
        if (library is null)
        {
            Install(folder);
            library = Find(folder);
        }

        return library ?? throw new PeerException($"{Script} ran, but there is no libonnxruntime.so.1 for {Architecture} under {folder}");
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string? Find(string folder)
    {
        string binaries = Path.Combine(folder, "node_modules", "onnxruntime-node", "bin");
        return Directory.Exists(binaries)
            ? Directory.EnumerateDirectories(binaries, "napi-v*")
                .Select(version => Path.Combine(version, "linux", Architecture, "libonnxruntime.so.1"))
                .FirstOrDefault(File.Exists)
            : null;
    }

    private static void Install(string folder)
    {
        Console.Error.WriteLine($"The peer is missing; running {Script} (once, --no-peer avoids it).");
        try
        {
            // npm's own words go to standard error, so that our standard output stays the table.
            using Process npm = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" >&2", Path.Combine(folder, Script)]))!;
            npm.WaitForExit();
            if (npm.ExitCode != 0)
                throw new PeerException($"{Script} failed with exit code {npm.ExitCode}");
        }
        catch (Win32Exception problem)
        {
            throw new PeerException($"{Script} could not be started: {problem.Message}");
        }
    }
}
