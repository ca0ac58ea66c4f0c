namespace Unfurl.Benchmarks;

/// <summary>The folder of the sources this program was built from, found from where it runs.</summary>
internal static class SourceTree
{
    /// <summary>A folder of it.</summary>
    /// <param name="path">Its names, from the top.</param>
    /// <exception cref="BuildException">There is none above this program.</exception>
    public static string Find(params string[] path) => FolderAbove(Path.Combine(path)) is { } folder
        ? Path.Combine([folder, .. path])
        : throw new BuildException($"There is no {string.Join('/', path)} above {AppContext.BaseDirectory}.");

    /// <summary>The nearest folder above this program that has something of that name; null if none has.</summary>
    public static string? FolderAbove(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, name)))
                return folder.FullName;
        }

        return null;
    }
}
