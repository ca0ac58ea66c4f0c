namespace Unfurl.Generator;

/// <summary>What a node computes: its shape rule, its gradient rule and its lowering to loops. One operator a file, with the maths.</summary>
internal abstract record Operation
{
    /// <summary>The operator's name in prints and emitted comments.</summary>
    public abstract string Name { get; }

    /// <summary>Name and attributes, for the printer.</summary>
    public virtual string Describe() => Name;

    /// <summary>The output's shape; the verifier holds every node against it.</summary>
    public abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>Gradients with respect to the inputs, given the gradient of the output.</summary>
    public virtual void Differentiate(GradientContext context) =>
        throw new NotSupportedException($"'{Name}' has no gradient rule.");

    /// <summary>Cells around input number <paramref name="input"/> that the lowering reads as zeros.</summary>
    public virtual Halo Halo(int input, IReadOnlyList<Shape> inputs) => Generator.Halo.None;

    /// <summary>Plans the loops that compute it.</summary>
    public abstract void Lower(Node node, Lowering lowering);

    /// <summary>Multiply-adds for one sample, as the layer table counts them.</summary>
    public virtual Extent MultiplyAdds(Node node) => 0;

    /// <summary>The same operation with a formula applied to each result before it is stored, or null if it cannot.</summary>
    public virtual Operation? WithEpilogue(Expression formula) => null;

    /// <summary>The same operation that adds one more input, of the output's shape, to each result; or null if it cannot.</summary>
    public virtual Operation? WithAddend() => null;

    /// <summary>What the operation is when nothing is being learned: input number n, or -1 for itself.</summary>
    public virtual int IdentityInInference => -1;

    /// <summary>What stands for it when nothing is being learned, on some of its inputs, or null for itself: an expectation for a draw.</summary>
    public virtual Substitute? AsUsed => null;

    /// <summary>Whether no number of the output can be negative, where that is known of the inputs.</summary>
    public virtual bool IsNonNegative(IReadOnlyList<bool> inputs) => false;

    /// <summary>Whether the output may be the input's own memory.</summary>
    public virtual bool IsView => false;

    /// <summary>Whether the same operation on the same inputs gives the same output, so that one may stand for the other.</summary>
    public virtual bool IsRepeatable => true;

    /// <summary>Whether each number of the output needs, of that input, only the number in its place: then it may be written over it.</summary>
    public virtual bool WritesOver(int input) => false;

    /// <summary>Whether the output is made of that input's numbers: moved, picked, averaged, dropped, scaled or added to others. Then the activation behind the
    /// output is the one behind the input.</summary>
    public virtual bool PassesOn(int input) => WritesOver(input);

    /// <summary>What it makes of every square of its only input, if that is all it does; what makes the input may then do it.</summary>
    public virtual SquarePool? AsSquarePool(Shape input) => null;

    /// <summary>The channel of the output at which that input stands unchanged, or -1.</summary>
    public virtual int PartOf(int input, IReadOnlyList<Shape> inputs) => -1;

    public sealed override string ToString() => Describe();
}

/// <summary>An operation in the place of another.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Inputs">How many of the other's inputs it reads, the first ones.</param>
internal sealed record Substitute(Operation Operation, int Inputs);
