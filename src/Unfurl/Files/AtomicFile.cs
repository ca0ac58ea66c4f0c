namespace Unfurl;

/// <summary>A file that is either written completely or not at all.</summary>
/// <remarks>Everything goes to a new file beside the target; <see cref="Commit"/> flushes it to the disk and renames it over the target.
/// Disposed without a commit, it vanishes and the target stays as it was.</remarks>
internal sealed class AtomicFile : IDisposable
{
    private const string Extension = ".tmp";
    private readonly string _target;
    private readonly string _temporary;
    private bool _committed;

    /// <exception cref="IOException">The folder is missing or cannot be written.</exception>
    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _target = Resolve(path);
        _temporary = $"{_target}.{Guid.NewGuid():N}{Extension}";
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Removes what killed programs left half written beside a file. What somebody is still writing stays.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be read.</exception>
    public static void RemoveAbandoned(string path)
    {
        string target = Resolve(path);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(target)!))
        {
            // The target's name, a dot, the number, the extension.
            int number = file.Length - target.Length - 1 - Extension.Length;
            if (number > 0
                && file.StartsWith(target + ".", StringComparison.Ordinal)
                && file.EndsWith(Extension, StringComparison.Ordinal)
                && Guid.TryParseExact(file.AsSpan(target.Length + 1, number), "N", out _))
                RemoveUnlessOpen(file);
        }
    }

    /// <summary>Puts what was written in place of the target.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporary, _target, overwrite: true);
        _committed = true;
    }

    /// <summary>Without a commit, removes what was written.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (!_committed)
                File.Delete(_temporary);
        }
    }

    // Renaming over a symbolic link would replace the link and leave what it points to stale.
    private static string Resolve(string path)
    {
        FileSystemInfo? linked = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        return linked?.FullName ?? Path.GetFullPath(path);
    }

    private static void RemoveUnlessOpen(string file)
    {
        try
        {
            // Writers share with nobody: this fails as long as one is alive.
            using var open = new FileStream(
                file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody is writing it, or has just renamed it, or it is another user's.
        }
    }
}
