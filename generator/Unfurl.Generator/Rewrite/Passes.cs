namespace Unfurl.Generator;

/// <summary>Graph to graph: the passes in the order they run, one line each with the reason it stands there.</summary>
internal static class Passes
{
    private static readonly Pass[] Inference =
    [
        new("remove draws", RemoveIdentities.Run),                      // first: dropout parts layers that can be fused
        new("use running statistics", UseRunningStatistics.Run),        // a batch norm becomes a factor and a shift that can be folded
        new("drop what only training needs", DropTrainingOnly.Run),     // auxiliary heads
        new("drop dead nodes", DropDeadNodes.Run),                      // those heads, masks, batch statistics: they count as readers
        new("cancel reshapes", CancelReshapes.Run),                     // they hide equal nodes from each other
        new("share equal nodes", ShareEqualNodes.Run),                  // before fusing makes equal nodes differ
        new("fold normalization behind", FoldNormalization.Behind),     // into the weights of the layer before; costs nothing then
        new("fold normalization in front", FoldNormalization.InFront),  // DenseNet's order: what is left, into the layer behind
        new("fuse sums", FuseSums.Run),                                 // into the convolution whose bias is final now, before an activation is
        new("fuse activations", FuseActivations.Run),                   // into the store of the convolution, product or normalization before
    ];

    private static readonly Pass[] Training =
    [
        new("drop dead nodes", DropDeadNodes.Run),                      // gradients nobody asked for keep values alive that could be fused away
        new("cancel reshapes", CancelReshapes.Run),                     // a Flatten and its gradient meet at pooling
        new("share equal nodes", ShareEqualNodes.Run),                  // before fusing makes equal nodes differ
        new("fuse activations", FuseActivations.Run),                   // only where the gradient needs the result alone
    ];

    private static readonly Pass[] Checkpointed =
    [
        .. Training,
        new("recompute cheap values", RecomputeCheap.Run),              // last: an activation inside a convolution is no longer cheap, and is kept
    ];

    /// <summary>The graph as used: nothing is kept for gradients.</summary>
    public static Graph ForInference(Graph graph) => Run(graph, Inference);

    /// <summary>The graph with its backward sections.</summary>
    public static Graph ForTraining(Graph graph, bool checkpoint) =>
        Run(Differentiator.Differentiate(graph), checkpoint ? Checkpointed : Training);

    private static Graph Run(Graph graph, Pass[] passes)
    {
        Verifier.Verify(graph, "building");
        foreach (Pass pass in passes)
        {
            graph = pass.Run(graph);
            Verifier.Verify(graph, pass.Name);
        }

        return graph;
    }

    private sealed record Pass(string Name, Func<Graph, Graph> Run);
}
