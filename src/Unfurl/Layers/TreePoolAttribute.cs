namespace Unfurl;

/// <summary>Learned filters of each window, blended by a binary tree: a leaf is sum over r,s of v[r,s] x[c, i S + r - P, j S + s - P], and an inner node is
/// g left + (1 - g) right with g = sigmoid of such a sum (Lee, Gallagher and Tu 2016).</summary>
/// <remarks>
/// (C, H, W) to (C, H', W') with H' = floor((H + padding - kernel) / S) + 1. The stride is the kernel unless given; cells of the padding are 0. Learned are the masks of the
/// 2^(levels - 1) - 1 inner nodes, <c>treepoolN.gate1</c> being the root and those below node n numbers 2 n and 2 n + 1, and of the 2^(levels - 1) leaves from left to right,
/// <c>treepoolN.leaf1</c> and so on; each [1, 1, kernel, kernel], or [C, 1, kernel, kernel] with <see cref="PerChannel"/>. Gates start at 0, leaves uniform in
/// (0.5, 1.5) / kernel^2: near the mean, and apart from each other. The kernel has at most 4096 cells. Source: Lee, Gallagher and Tu, Generalizing Pooling Functions in
/// Convolutional Neural Networks, 2016. PyTorch and ONNX have none.
/// </remarks>
[Reference(Family.Pooling, "Lee, Gallagher and Tu 2016", Formula = "leaf: sum over w of v[w] * x[w]; inner node: g * left + (1 - g) * right, g = sigmoid(sum over w of m[w] * x[w])", Derivative = "g * dy to the left, (1 - g) * dy to the right; dy * (left - right) * g * (1 - g) to the sum in the gate; of a sum with weights v: v[w] * dy to each cell, dv[w] = sum of dy * x[w]", Shape = "(C, H, W) to (C, H', W')")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TreePoolAttribute : WindowAttribute
{
    /// <summary>Windows of <paramref name="kernel"/> cells on both axes, at least 1.</summary>
    public TreePoolAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>Inside a block: a number, the name of a parameter or an expression.</summary>
    public TreePoolAttribute(object kernel)
        : base(kernel)
    {
    }

    /// <summary>Levels of the tree, the leaves being the last, 2 to 6; default 2, which is one gate over two leaves.</summary>
    public int Levels { get; set; } = 2;

    /// <summary>Whether each channel has masks of its own; default false, one tree for the layer.</summary>
    public bool PerChannel { get; set; }


    /// <summary>Round output sizes up, so that the last window may reach past the end; default false.</summary>
    public bool Ceiling { get; set; }
}
