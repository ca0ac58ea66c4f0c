namespace Unfurl.Generator;

/// <summary>Graph to graph: the passes in the order they run, one line each with the reason it stands there.</summary>
internal static class Passes
{
    private static readonly Pass[] Inference =
    [
        new("remove dropout", RemoveIdentities.Run),       // first: it parts layers that can be fused
        new("drop dead nodes", DropDeadNodes.Run),         // the masks of the dropout just removed
        new("fuse activations", FuseActivations.Run),      // into the store of the convolution or product before
    ];

    private static readonly Pass[] Training =
    [
        new("drop dead nodes", DropDeadNodes.Run),         // gradients nobody asked for keep values alive that could be fused away
        new("fuse activations", FuseActivations.Run),      // only where the gradient needs the result alone
    ];

    /// <summary>The graph as used: nothing is kept for gradients.</summary>
    public static Graph ForInference(Graph graph) => Run(graph, Inference);

    /// <summary>The graph with its backward sections.</summary>
    public static Graph ForTraining(Graph graph) => Run(Differentiator.Differentiate(graph), Training);

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
