namespace Unfurl.Generator;

/// <summary>A schedule file as plain data.</summary>
/// <param name="Network">The class it is for, by name or full name: the file's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Lines">Its lines that say something.</param>
internal sealed record ScheduleSpec(string Network, string Path, EquatableArray<ScheduleLine> Lines)
{
    /// <summary>What it chooses, without where.</summary>
    public EquatableArray<KernelChoice> Choices => Lines.Select(l => l.Choice).OfType<KernelChoice>().ToEquatable();

    /// <inheritdoc cref="WeightsSpec.IsFor"/>
    public bool IsFor(TypeSpec type) => Network == type.Name.TrimStart('@') || Network == type.MetadataName;
}

/// <summary>A line of a schedule file.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Text">What stands there, without space around it.</param>
/// <param name="Choice">What it chooses; null for a line that cannot be read.</param>
/// <param name="Expected">What should stand there instead.</param>
internal sealed record ScheduleLine(int Number, string Text, KernelChoice? Choice, string Expected);

/// <summary>What is chosen for a kernel.</summary>
/// <param name="Set">For which instruction set.</param>
/// <param name="Kernel">The kernel, as <see cref="Choices"/> calls it.</param>
/// <param name="Choice">One of its candidates.</param>
internal sealed record KernelChoice(InstructionSet Set, string Kernel, string Choice);

/// <summary>What a section of a schedule file is for.</summary>
internal enum InstructionSet
{
    /// <summary>Algorithms, which all instruction sets share because layouts and packed weights hang on them.</summary>
    All,

    /// <summary>Tiles of vectors of 512 bits.</summary>
    Avx512,

    /// <summary>Of 256 bits.</summary>
    Avx2,

    /// <summary>Of 128 bits, on x64.</summary>
    Sse,

    /// <summary>Of 128 bits, on arm64. The emitted code is that of <see cref="Sse"/>; where both choose, this does.</summary>
    Neon,
}
