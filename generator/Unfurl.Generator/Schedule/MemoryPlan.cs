namespace Unfurl.Generator;

/// <summary>Gives every buffer an offset, so that two that are alive at once never overlap.</summary>
internal static class MemoryPlan
{
    /// <summary>Largest first, each at the lowest free offset; returns the floats needed.</summary>
    /// <remarks>Where lengths follow from open sizes, this decides at typical ones which buffer lies behind which; where exactly is known when the network runs.</remarks>
    public static MemorySpan Place(string name, IEnumerable<Buffer> buffers)
    {
        var placed = new List<Spot>();
        long end = 0;
        foreach (Buffer buffer in buffers.OrderByDescending(b => b.Length.Typical).ThenBy(b => b.First))
        {
            long offset = 0, length = buffer.Length.Typical;
            foreach (Spot other in placed.Where(p => buffer.IsAliveWith(p.Buffer)).OrderBy(p => p.Offset))
            {
                if (other.Offset >= offset + length)
                    break;
                offset = Math.Max(offset, other.End);
            }

            end = Math.Max(end, checked(offset + length));
            placed.Add(new Spot(buffer, offset));
        }

        if (placed.Any(p => p.Buffer.Length.IsOpen))
            return Open(name, placed);
        foreach (Spot spot in placed)
            spot.Buffer.Offset = spot.Offset;
        return new MemorySpan(checked((int)end), default);
    }

    // Each begins where the last of those ends that lie below it and are alive with it.
    private static MemorySpan Open(string name, List<Spot> placed)
    {
        var ends = new List<OpenOffset>();
        foreach (Spot spot in placed.OrderBy(p => p.Offset))
        {
            Extent[] below = placed
                .Where(p => p.Offset < spot.Offset && spot.Buffer.IsAliveWith(p.Buffer))
                .Select(p => p.Buffer.Offset + p.Buffer.Length)
                .Distinct()
                .ToArray();
            spot.Buffer.Offset = Furthest(spot.Buffer.Name + " at", below, ends);
        }

        Extent length = Furthest(name, placed.Select(p => p.Buffer.Offset + p.Buffer.Length).Distinct().ToArray(), ends);
        return new MemorySpan(length, ends.ToEquatable());
    }

    private static Extent Furthest(string name, Extent[] below, List<OpenOffset> known)
    {
        if (below.Length == 0)
            return 0;
        if (known.FirstOrDefault(k => k.Ends.SequenceEqual(below)) is { } same)
            return Extent.Of(same.Symbol);
        var offset = new OpenOffset(new Symbol(InvariantText.Of($"{name} {known.Count}"), below.Max(e => e.Typical)), below.ToEquatable());
        known.Add(offset);
        return Extent.Of(offset.Symbol);
    }

    private sealed record Spot(Buffer Buffer, long Offset)
    {
        public long End => Offset + Buffer.Length.Typical;
    }
}

/// <summary>Memory that was planned.</summary>
/// <param name="Length">Floats of all of it.</param>
/// <param name="Offsets">Offsets that follow from open sizes, each from those before it.</param>
internal sealed record MemorySpan(Extent Length, EquatableArray<OpenOffset> Offsets);

/// <summary>An offset behind several buffers whose lengths are open.</summary>
/// <param name="Symbol">What stands for it.</param>
/// <param name="Ends">Where those end; it is the largest.</param>
internal sealed record OpenOffset(Symbol Symbol, EquatableArray<Extent> Ends);
