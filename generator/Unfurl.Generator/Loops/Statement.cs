namespace Unfurl.Generator;

/// <summary>A place in memory that moves: a reference to floats or to labels.</summary>
internal sealed record Pointer(string Name);

/// <summary>A statement of a loop plan.</summary>
internal abstract record Statement;

/// <summary>for (variable = From; variable &lt; To; variable += Step).</summary>
internal sealed record Loop(LoopVariable Variable, Index From, Index To, Index Step, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Three nested loops whose turns do not depend on one another, so that threads may share them: each runs boxes of them.</summary>
/// <remarks>Every thread runs the rest of the kernel, which therefore writes no memory but a thread's own.</remarks>
/// <param name="Axes">One to three loops, the outermost first and by steps of 1.</param>
/// <param name="Body">What a turn does.</param>
internal sealed record SharedLoops(IReadOnlyList<SharedAxis> Axes, IReadOnlyList<Statement> Body) : Statement;

/// <summary>A loop of a shared nest, from 0.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Step">Its step.</param>
/// <param name="From">The local that says where a part starts.</param>
/// <param name="End">The local that says where a part ends.</param>
internal sealed record SharedAxis(LoopVariable Variable, Index To, Index Step, LoopVariable From, LoopVariable End);

/// <summary>An integer local.</summary>
internal sealed record DeclareIndex(LoopVariable Variable, Index Value) : Statement;

/// <summary>A pointer local: base + offset.</summary>
internal sealed record DeclarePointer(Pointer Pointer, Pointer Base, Index Offset) : Statement;

/// <summary>A pointer local to numbers that stand in the code.</summary>
internal sealed record DeclareTable(Pointer Pointer, EquatableArray<float> Numbers) : Statement;

/// <summary>pointer += offset.</summary>
internal sealed record Advance(Pointer Pointer, Index Offset) : Statement;

/// <summary>A local of lanes.</summary>
internal sealed record DeclareLane(LaneLocal Local, Lane Value) : Statement;

/// <summary>local = value.</summary>
internal sealed record AssignLane(LaneLocal Local, Lane Value) : Statement;

/// <summary>Writes lanes to consecutive floats.</summary>
internal sealed record StoreLane(Pointer Pointer, Index Offset, Lane Value) : Statement;

/// <summary>Copies consecutive floats.</summary>
internal sealed record CopyRun(Pointer Target, Index TargetOffset, Pointer Source, Index SourceOffset, Index Count) : Statement;

/// <summary>target[i][j] = source[i][j] for rows of so many numbers, and zeros between the rows of the target.</summary>
internal sealed record CopyPaddedRows(Pointer Target, Index TargetOffset, Index TargetRow, Pointer Source, Index SourceOffset, Index SourceRow, Index Rows, Index Width) : Statement;

/// <summary>target[j][i] = source[i][j], rows of either any distance apart.</summary>
internal sealed record CopyTransposed(Pointer Target, Index TargetRow, Pointer Source, Index SourceRow, Index Rows, Index Columns) : Statement;

/// <summary>Writes zeros to consecutive floats.</summary>
internal sealed record ClearRun(Pointer Pointer, Index Offset, Index Count) : Statement;

/// <summary>A line of explanation.</summary>
internal sealed record Remark(string Text) : Statement;
