namespace Unfurl.Generator;

/// <summary>Lanes of complex numbers.</summary>
/// <param name="Re">Real parts.</param>
/// <param name="Im">Imaginary parts.</param>
internal readonly record struct ComplexLane(Lane Re, Lane Im);

/// <summary>Complex numbers in memory, an equal distance apart.</summary>
/// <param name="At">The real part of the first.</param>
/// <param name="Step">Floats from one to the next.</param>
/// <param name="Imaginary">Floats from a real part to its imaginary one.</param>
internal sealed record ComplexRow(Pointer At, Index Step, int Imaginary)
{
    public ComplexLane Load(LoopBuilder b, int number) => new(b.Load(At, Step * number), b.Load(At, (Step * number) + Imaginary));

    public void Store(LoopBuilder b, int number, ComplexLane x)
    {
        b.Store(At, Step * number, x.Re);
        b.Store(At, (Step * number) + Imaginary, x.Im);
    }

    /// <summary>Those from a number on.</summary>
    public ComplexRow From(LoopBuilder b, string name, Index number) => number == 0 ? this : this with { At = b.Point(name, At, number * Step) };

    /// <summary>From a number on, those that stand so far behind it.</summary>
    public Func<int, ComplexLane> LoadsFrom(LoopBuilder b, Index number)
    {
        ComplexRow from = From(b, "number", number);
        return n => from.Load(b, n);
    }

    /// <summary>From a number on, takes those that stand so far behind it.</summary>
    public Action<int, ComplexLane> StoresFrom(LoopBuilder b, Index number)
    {
        ComplexRow to = From(b, "number", number);
        return (n, x) => to.Store(b, n, x);
    }
}
