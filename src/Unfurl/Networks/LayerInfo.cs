namespace Unfurl;

/// <summary>One row of a network's table.</summary>
/// <param name="Name">The layer's name, given or kind and count.</param>
/// <param name="Kind">The layer's kind, as in the attribute.</param>
/// <param name="InputShape">Shape it reads, such as <c>1x28x28</c>; of a join, how many and which.</param>
/// <param name="OutputShape">Shape it writes.</param>
/// <param name="Parameters">Numbers it learns.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample, padding not counted out.</param>
/// <param name="WorkspaceOffset">Where its output lies in the workspace of one sample, in floats; -1 if it has no buffer of its own.</param>
/// <param name="TrainingOnly">Whether no output depends on it: an auxiliary classifier, which only a loss reads.</param>
public sealed record LayerInfo(
    string Name, string Kind, string InputShape, string OutputShape, long Parameters, long MultiplyAdds, int WorkspaceOffset, bool TrainingOnly = false);
