namespace Unfurl.Generator;

/// <summary>Holds a weights file against the network it is for: the rules by which the runtime library reads it, while building.</summary>
internal static class WeightsChecker
{
    /// <summary>A problem for every tensor that is wrong, missing, or none of the network's.</summary>
    public static IEnumerable<Problem> Check(WeightsSpec weights, TypeSpec type, Graph graph)
    {
        if (weights.Fault is { } fault)
            return [Problem.At(Place.Class, Descriptors.BrokenWeights.Id, weights.File, fault)];
        var tensors = new Dictionary<string, TensorSpec>();
        foreach (TensorSpec tensor in weights.Tensors)
            tensors[tensor.Name] = tensor;
        var problems = new List<Problem>();
        var expected = new HashSet<string>();
        foreach (Parameter parameter in graph.Parameters.Select(v => v.Parameter!))
        {
            expected.Add(parameter.Key);
            string shape = $"[{string.Join(",", parameter.Shape.Sizes.Select(s => InvariantText.Of($"{s}")))}]";
            if (!tensors.TryGetValue(parameter.Key, out TensorSpec? tensor))
                problems.Add(Report(Descriptors.MissingTensor.Id, parameter.Key, shape));
            else if (tensor.Shape != shape)
                problems.Add(Report(Descriptors.TensorShape.Id, parameter.Key, tensor.Shape, shape));
            else if (!tensor.IsReadable)
                problems.Add(Report(Descriptors.TensorFormat.Id, parameter.Key, tensor.Format));
        }

        problems.AddRange(weights.Tensors
            .Where(t => t.IsFloat && !expected.Contains(t.Name))
            .Select(t => Report(Descriptors.ForeignTensor.Id, t.Name, t.Shape, type.Name)));
        return problems;

        Problem Report(string id, params string[] words) => Problem.At(Place.Class, id, [weights.File, .. words]);
    }
}
