namespace Unfurl.Generator;

/// <summary>Groups of channels that do not see each other: each target channel sums over the source channels of its own group.</summary>
/// <param name="Source">Source channels of a group.</param>
/// <param name="Target">Target channels of a group.</param>
/// <param name="Count">How many groups.</param>
internal sealed record ChannelGroups(int Source, int Target, int Count)
{
    /// <summary>Whether all groups multiply with the same weights, those of one group.</summary>
    public bool Shares { get; init; }

    public bool IsGrouped => Count > 1;

    /// <summary>One channel sees one channel: no sum over channels at all.</summary>
    public bool IsDepthwise => IsGrouped && Source == 1 && Target == 1;

    /// <summary>Whether all 16 channels of a block are in one group.</summary>
    private bool HasWholeBlocks => !IsGrouped || Target % Layout.Block == 0;

    /// <summary>Blocks that share the channels they sum over; only they may be summed together.</summary>
    public int BlocksTogether(int blocks) => !IsGrouped ? blocks : HasWholeBlocks ? Target / Layout.Block : 1;

    /// <summary>Source channels a block of targets sums over, its own groups and perhaps, with weights of zero, some others; 1 where a block sums lane by
    /// lane.</summary>
    public int Band
    {
        get
        {
            if (IsDepthwise)
                return 1;
            if (HasWholeBlocks)
                return Source;
            int channels = Target * Count;
            return Source * Enumerable.Range(0, (channels + Layout.Block - 1) / Layout.Block)
                .Max(b => (Math.Min((b * Layout.Block) + Layout.Block, channels) - 1) / Target - (b * Layout.Block / Target) + 1);
        }
    }

    /// <summary>The first source channel that a block sums over.</summary>
    public Index FirstOf(Index block)
    {
        if (!IsGrouped || IsDepthwise)
            return 0;
        Index first = ((block * Layout.Block) / Size("GroupTargets", Target)) * Size("GroupSources", Source);
        return HasWholeBlocks ? first : Index.Min(first, Size("LastBand", (Source * Count) - Band));
    }

    /// <summary>Where the weights of a target channel begin, in natural layout.</summary>
    /// <param name="target">The channel.</param>
    /// <param name="perTarget">Floats from a target channel of a group to the next.</param>
    /// <param name="taps">Cells of the kernel.</param>
    public Index WeightsOf(Index target, Index perTarget, int taps) => !IsGrouped
        ? target * perTarget
        : ((target / Size("GroupTargets", Target)) * Size("GroupWeights", Shares ? 0 : checked(Target * Source * taps))) + ((target % Size("GroupTargets", Target)) * perTarget);

    /// <summary>The first source channel of a target channel's group.</summary>
    public Index GroupOf(Index target) => !IsGrouped ? 0 : (target / Size("GroupTargets", Target)) * Size("GroupSources", Source);

    private static Size Size(string name, int value) => new(name, value);
}
