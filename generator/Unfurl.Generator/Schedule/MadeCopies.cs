namespace Unfurl.Generator;

/// <summary>Copies of values in other layouts, so that a second reader takes the one that is there.</summary>
internal sealed class MadeCopies
{
    private readonly List<Copy> _copies = [];

    /// <summary>The copy that can be relied on in a section; null if there is none.</summary>
    /// <param name="value">Of what.</param>
    /// <param name="kind">In which layout.</param>
    /// <param name="section">Where it is read.</param>
    /// <param name="forInputGradient">Whether the reader serves nothing but the gradient of the input.</param>
    public Tensor? Find(Value value, LayoutKind kind, Section section, bool forInputGradient) =>
        _copies.FirstOrDefault(c => c.Value == value && c.Tensor.Layout.Kind == kind && IsMadeBefore(c, section, forInputGradient))?.Tensor;

    public void Add(Value value, Tensor copy, Section section, bool forInputGradient) => _copies.Add(new Copy(value, copy, section, forInputGradient));

    // Sections after the first are alternatives, and steps for the input's gradient may be left out: what they made cannot be relied on.
    private static bool IsMadeBefore(Copy copy, Section section, bool forInputGradient) =>
        (copy.Section == Section.Forward || copy.Section == section) && (!copy.ForInputGradient || forInputGradient);

    private sealed record Copy(Value Value, Tensor Tensor, Section Section, bool ForInputGradient);
}
