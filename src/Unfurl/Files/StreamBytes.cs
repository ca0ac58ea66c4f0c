namespace Unfurl;

/// <summary>The bytes of a stream in memory, with no copy more than it takes.</summary>
internal static class StreamBytes
{
    /// <summary>All that is left of a stream. What is not known beforehand to be there is not asked memory for.</summary>
    /// <exception cref="IOException">It cannot be read, or is larger than an array (2 GB).</exception>
    public static ReadOnlyMemory<byte> ReadToEnd(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream is MemoryStream inMemory && inMemory.TryGetBuffer(out ArraySegment<byte> buffer))
        {
            ReadOnlyMemory<byte> rest = buffer.AsMemory((int)Math.Min(inMemory.Position, inMemory.Length));
            inMemory.Position = inMemory.Length;
            return rest;
        }

        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }

        long length = Math.Max(0, stream.Length - stream.Position);
        if (length > Array.MaxLength)
            throw new IOException($"{source} has {length} bytes, expected at most {Array.MaxLength}.");
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
