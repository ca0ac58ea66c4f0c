using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Unfurl.Build;

/// <summary>Copies the JSON header of each safetensors file to a text file beside the other intermediate files, for the generator to check names and shapes by.</summary>
/// <remarks>A generator reads text, and only what the build names to it; the numbers behind the header stay where they are. Layout: 8 bytes little-endian header
/// length, the header, the numbers.</remarks>
public sealed class ReadWeightHeaders : Microsoft.Build.Utilities.Task
{
    private const int LengthBytes = 8;
    private const long LongestHeader = 100_000_000;

    /// <summary>The files, each with the metadata Network.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where the headers go.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The headers, with Network and with the name of the file they are of.</summary>
    [Output]
    public ITaskItem[] Headers { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Headers = [.. Files.Select(Read).OfType<ITaskItem>()];
        return !Log.HasLoggedErrors;
    }

    private TaskItem? Read(ITaskItem file)
    {
        string network = file.GetMetadata("Network");
        if (network.Length == 0)
            return Refuse("UNF1001", file, "UnfurlWeights '{0}' names no network; write <UnfurlWeights Include=\"{0}\" Network=\"LeNet\" />");
        if (!File.Exists(file.ItemSpec))
            return Refuse("UNF1002", file, "UnfurlWeights '{0}' does not exist");

        string path = Path.Combine(Folder, network + ".weights.json");
        try
        {
            Write(path, Header(file.ItemSpec));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse("UNF1002", file, "UnfurlWeights '{0}' cannot be read: " + fault.Message);
        }

        var header = new TaskItem(path);
        header.SetMetadata("UnfurlNetwork", network);
        header.SetMetadata("UnfurlWeights", Path.GetFileName(file.ItemSpec));
        return header;
    }

    // What is wrong with a header is for the generator to say; one that is not there is empty.
    private static byte[] Header(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var prefix = new byte[LengthBytes];
        if (!Fill(stream, prefix))
            return [];
        ulong length = BitConverter.ToUInt64(prefix, 0);
        if (length > (ulong)Math.Min(LongestHeader, stream.Length - LengthBytes))
            return [];
        var header = new byte[length];
        return Fill(stream, header) ? header : [];
    }

    private static bool Fill(FileStream stream, byte[] bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            int read = stream.Read(bytes, done, bytes.Length - done);
            if (read == 0)
                return false;
            done += read;
        }

        return true;
    }

    // The same header must not look new to the compiler.
    private static void Write(string path, byte[] header)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).SequenceEqual(header))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path));
        File.WriteAllBytes(path, header);
    }

    private TaskItem? Refuse(string code, ITaskItem file, string message)
    {
        string text = string.Format(CultureInfo.InvariantCulture, message, file.ItemSpec);
        Log.LogError("Unfurl", code, null, file.GetMetadata("DefiningProjectFullPath"), 0, 0, 0, 0, text.Replace("{", "{{").Replace("}", "}}"));
        return null;
    }
}
