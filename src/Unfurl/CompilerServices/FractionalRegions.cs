using System.ComponentModel;

namespace Unfurl.CompilerServices;

/// <summary>The edges of fractional pooling (Graham 2014).</summary>
/// <remarks>
/// n windows over N cells have n + 1 edges from 0 to M, where M = N for windows apart from each other (edge i to edge i+1, the latter not included), and M = N - 1 for overlapping
/// ones (both included). Steps between edges are floor(M / n) or one more: in random order, or pseudo-random, edge i = ceil(a (i + u)) - ceil(a u) with a = M / n and one
/// random u in (0, 1).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FractionalRegions
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private const int Block = 16;

    /// <summary>Fills <paramref name="edges"/>: for each sample the edges of the rows, then those of the columns, up to a multiple of 16.</summary>
    /// <param name="edges">Every sample's edges, or sets of them.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rows">Rows of windows.</param>
    /// <param name="rowsOverlap">Whether windows share a row with the next; 0 or 1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="columns">Columns of windows.</param>
    /// <param name="columnsOverlap">Whether windows share a column with the next; 0 or 1.</param>
    /// <param name="pseudoRandom">Whether steps follow from one number; 0 or 1.</param>
    /// <param name="seed">Chosen by the user.</param>
    /// <param name="sets">Sets of edges for each sample.</param>
    /// <param name="isFixed">Whether all samples have the same; 0 or 1.</param>
    /// <param name="pass">Number of the training pass.</param>
    /// <param name="layer">Number of the layer.</param>
    public static void Fill(
        Span<float> edges, float height, float rows, float rowsOverlap, float width, float columns, float columnsOverlap, float pseudoRandom, float seed, float sets, float isFixed, long pass, int layer)
    {
        int perSet = (int)rows + (int)columns + 2, count = (int)sets, stride = ((perSet * count) + Block - 1) / Block * Block;
        ulong state = SplitMix64.Mix(SplitMix64.Mix((ulong)pass + Gamma) + ((ulong)(uint)layer * Gamma) + ((ulong)seed << 32));
        for (int sample = 0; sample < edges.Length / stride; sample++)
        {
            Span<float> own = edges.Slice(sample * stride, stride);
            own.Clear();
            for (int set = 0; set < count; set++)
            {
                var random = new SplitMix64(SplitMix64.Mix(state + ((ulong)(isFixed > 0 ? set : ((long)sample * count) + set) * Gamma)));
                Draw(own.Slice(set * perSet, (int)rows + 1), (int)(height - rowsOverlap), pseudoRandom > 0, ref random);
                Draw(own.Slice((set * perSet) + (int)rows + 1, (int)columns + 1), (int)(width - columnsOverlap), pseudoRandom > 0, ref random);
            }
        }
    }

    private static void Draw(Span<float> edges, int end, bool pseudoRandom, ref SplitMix64 random)
    {
        int windows = edges.Length - 1;
        if (pseudoRandom)
        {
            double step = (double)end / windows, start = 1 - random.NextDouble(), first = Math.Ceiling(step * start);
            for (int i = 0; i < windows; i++)
                edges[i] = (float)(Math.Ceiling(step * (i + start)) - first);
            edges[windows] = end;
            return;
        }

        // As many of the windows left as there are long steps left take one: every order is as likely as any other.
        int small = end / windows, longSteps = end % windows, edge = 0;
        for (int i = 0; i < windows; i++)
        {
            edges[i] = edge;
            bool isLong = random.NextInt32(windows - i) < longSteps;
            longSteps -= isLong ? 1 : 0;
            edge += isLong ? small + 1 : small;
        }

        edges[windows] = edge;
    }
}
