namespace Unfurl.Tests.Oracle;

/// <summary>The folder <c>shared</c> beside the repository, with reference values; absent on most machines.</summary>
internal static class SharedFolder
{
    /// <summary>The folder, or null.</summary>
    public static string? Path { get; } = Find();

    /// <summary>The full path of a file or folder in it; skips the test if there is none.</summary>
    public static string Require(string relative)
    {
        string? full = Path is null ? null : System.IO.Path.Combine(Path, relative);
        if (full is null || !(File.Exists(full) || Directory.Exists(full)))
            Assert.Skip($"'shared/{relative}' is not beside the repository.");
        return full;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "oracle")))
                return candidate;
        }

        return null;
    }
}
