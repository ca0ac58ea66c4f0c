namespace Unfurl.Generator;

/// <summary>Checks what every pass may rely on: order, single definition, shapes, results that exist. A violation is our defect.</summary>
internal static class Verifier
{
    public static void Verify(Graph graph, string stage)
    {
        var defined = new HashSet<Value>(graph.Inputs.Concat(graph.Parameters));
        var names = new HashSet<string>();
        Section section = Section.Weights;
        foreach (Node node in graph.Nodes)
        {
            if (node.Section < section)
                throw new InvalidGraphException(stage, $"{node} stands behind a later section");
            section = node.Section;
            foreach (Value input in node.Inputs)
            {
                if (!defined.Contains(input))
                    throw new InvalidGraphException(stage, $"{node} reads {input} before it is made");
            }

            Shape expected = node.Operation.Infer(node.Inputs.Select(i => i.Shape).ToArray());
            if (expected != node.Output.Shape)
                throw new InvalidGraphException(stage, $"{node} makes {expected}");
            if (!defined.Add(node.Output))
                throw new InvalidGraphException(stage, $"{node.Output} is made twice");
            if (!names.Add(node.Output.Name))
                throw new InvalidGraphException(stage, $"two values are called {node.Output.Name}");
        }

        foreach (GraphResult result in graph.Results)
        {
            if (!defined.Contains(result.Value))
                throw new InvalidGraphException(stage, $"the result {result.Value} is never made");
        }
    }
}

/// <summary>A graph broke a rule that our own passes must keep.</summary>
internal sealed class InvalidGraphException(string stage, string what) : Exception($"After {stage}: {what}.");
