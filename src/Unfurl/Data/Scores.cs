namespace Unfurl;

/// <summary>What to make of a network's outputs: the best classes, and probabilities.</summary>
public static class Scores
{
    /// <summary>Finds the largest scores: the best first, equal ones by ascending index, NaN behind everything. Allocates
    /// nothing.</summary>
    /// <remarks>O(n log k) comparisons for k of n scores.</remarks>
    /// <param name="scores">One number for each class; any numbers.</param>
    /// <param name="indices">Receives the classes; its length is k, at most the number of scores.</param>
    /// <exception cref="ArgumentException">There are fewer scores than <paramref name="indices"/> has room for.</exception>
    public static void TopK(ReadOnlySpan<float> scores, Span<int> indices)
    {
        if (indices.Length > scores.Length)
            throw new ArgumentException($"There is room for {indices.Length} indices, but only {scores.Length} scores.", nameof(indices));
        if (indices.IsEmpty)
            return;

        // The best so far as a heap, the worst of them at its root: what does not beat the root is out.
        for (int i = 0; i < indices.Length; i++)
            indices[i] = i;
        for (int node = indices.Length / 2 - 1; node >= 0; node--)
            Sink(scores, indices, node);
        for (int i = indices.Length; i < scores.Length; i++)
        {
            if (!Beats(scores, i, indices[0]))
                continue;
            indices[0] = i;
            Sink(scores, indices, 0);
        }

        // The worst goes to the end, then the worst of the rest before it, and so on.
        for (int end = indices.Length - 1; end > 0; end--)
        {
            (indices[0], indices[end]) = (indices[end], indices[0]);
            Sink(scores, indices[..end], 0);
        }
    }

    /// <summary>Finds the largest scores, see <see cref="TopK(ReadOnlySpan{float}, Span{int})"/>, and hands them out too.</summary>
    /// <param name="scores">One number for each class; must not overlap <paramref name="best"/>.</param>
    /// <param name="indices">Receives the classes.</param>
    /// <param name="best">Receives their scores; as long as <paramref name="indices"/>.</param>
    /// <exception cref="ArgumentException">There are fewer scores than room, or the two spans differ in length.</exception>
    public static void TopK(ReadOnlySpan<float> scores, Span<int> indices, Span<float> best)
    {
        if (best.Length != indices.Length)
            throw new ArgumentException($"There is room for {best.Length} scores, expected {indices.Length} as for indices.", nameof(best));
        TopK(scores, indices);
        for (int i = 0; i < indices.Length; i++)
            best[i] = scores[indices[i]];
    }

    /// <summary>Turns scores into probabilities in place: p_i = exp(s_i - max s) / sum_j exp(s_j - max s). Allocates nothing.</summary>
    /// <remarks>The maximum is taken off so that no exponential overflows; the sum is kept in double. As in PyTorch every result is NaN
    /// if a score is NaN or positive infinity, or if all are negative infinity.</remarks>
    /// <param name="scores">The scores of one sample; becomes numbers in [0, 1] that add up to 1.</param>
    public static void Softmax(Span<float> scores)
    {
        float maximum = float.NegativeInfinity;
        foreach (float score in scores)
            maximum = MathF.Max(maximum, score); // NaN wins
        double sum = 0;
        foreach (ref float score in scores)
        {
            score = MathF.Exp(score - maximum);
            sum += score;
        }

        foreach (ref float score in scores)
            score = (float)(score / sum);
    }

    private static void Sink(ReadOnlySpan<float> scores, Span<int> heap, int node)
    {
        int sinking = heap[node];
        for (int child = 2 * node + 1; child < heap.Length; child = 2 * node + 1)
        {
            if (child + 1 < heap.Length && Beats(scores, heap[child], heap[child + 1]))
                child++;
            if (!Beats(scores, sinking, heap[child]))
                break;
            heap[node] = heap[child];
            node = child;
        }

        heap[node] = sinking;
    }

    /// <summary>Whether class a comes before class b: the larger score, of equal ones the first, NaN behind everything.</summary>
    internal static bool Beats(ReadOnlySpan<float> scores, int a, int b)
    {
        // CompareTo orders NaN before every number, and takes -0 and 0 for equal.
        int order = scores[a].CompareTo(scores[b]);
        return order != 0 ? order > 0 : a < b;
    }
}
