using System.Text;
using System.Text.Unicode;

namespace Unfurl;

/// <summary>Text as files hold it.</summary>
internal static class TextFile
{
    /// <summary>The text of a whole file in UTF-8, without the byte order mark it may begin with.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string source)
    {
        if (!Utf8.IsValid(bytes))
            throw new InvalidDataException($"{source}: the text is not valid UTF-8.");
        return Encoding.UTF8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
    }
}
