namespace Unfurl.Generator;

/// <summary>Gives every buffer an offset, so that two that are alive at once never overlap.</summary>
internal static class MemoryPlan
{
    /// <summary>Largest first, each at the lowest free offset; returns the floats needed.</summary>
    public static int Place(IEnumerable<Buffer> buffers)
    {
        var placed = new List<Buffer>();
        int end = 0;
        foreach (Buffer buffer in buffers.OrderByDescending(b => b.Length).ThenBy(b => b.First))
        {
            int offset = 0;
            foreach (Buffer other in placed.Where(buffer.IsAliveWith).OrderBy(p => p.Offset))
            {
                if (other.Offset >= offset + buffer.Length)
                    break;
                offset = Math.Max(offset, other.Offset + other.Length);
            }

            buffer.Offset = offset;
            end = Math.Max(end, checked(offset + buffer.Length));
            placed.Add(buffer);
        }

        return end;
    }
}
