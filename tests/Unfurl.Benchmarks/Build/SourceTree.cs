namespace Unfurl.Benchmarks;

/// <summary>The folder of the sources this program was built from.</summary>
internal static class SourceTree
{
    /// <summary>A folder in it.</summary>
    /// <param name="path">Its names, from the top.</param>
    /// <exception cref="BuildException">There is none above this program.</exception>
    public static string Find(params string[] path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string found = Path.Combine([folder.FullName, .. path]);
            if (Directory.Exists(found))
                return found;
        }

        throw new BuildException($"There is no {string.Join('/', path)} above {AppContext.BaseDirectory}.");
    }
}
