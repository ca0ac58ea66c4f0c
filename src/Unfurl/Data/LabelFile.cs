namespace Unfurl;

/// <summary>Names of classes from a text file, one a line: line 1 is class 0.</summary>
/// <remarks>UTF-8. White space around a name is dropped, and so are empty lines at the end; one in between is a fault, because it would
/// shift every class behind it. Names may repeat, as they do in ImageNet's list.</remarks>
public static class LabelFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no UTF-8, has no name, or an empty line between names; the message says
    /// which.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string[] Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Reads a file already in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no UTF-8, has no name, or an empty line between names.</exception>
    public static string[] Parse(ReadOnlySpan<byte> bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string[] lines = TextFile.Decode(bytes, source).TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
        int empty = Array.IndexOf(lines, "");
        if (empty >= 0)
            throw new InvalidDataException($"{source}: line {empty + 1} is empty, expected the name of class {empty}.");
        return lines;
    }
}
