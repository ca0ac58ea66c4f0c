namespace Unfurl;

/// <summary>A file that is either written completely or not at all.</summary>
/// <remarks>Everything goes to a new file beside the target; <see cref="Commit"/> flushes it to the disk and renames it over the target.
/// Disposed without a commit, it vanishes and the target stays as it was.</remarks>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private bool _committed;

    /// <exception cref="IOException">The folder is missing or cannot be written.</exception>
    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Renaming over a symbolic link would replace the link and leave what it points to stale.
        FileSystemInfo? linked = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        _target = linked?.FullName ?? Path.GetFullPath(path);
        _temporary = $"{_target}.{Guid.NewGuid():N}.tmp";
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

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
}
