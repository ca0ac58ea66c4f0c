namespace Unfurl.Generator;

/// <summary>Spells a loop plan in C#.</summary>
internal sealed class StatementText(CodeWriter code)
{
    private readonly LaneText _lanes = new();

    /// <summary>The sizes the plan mentions, by name.</summary>
    public IReadOnlyDictionary<string, Extent> Sizes => _lanes.Sizes;

    /// <summary>Whether threads may share some of it.</summary>
    public bool IsShared { get; private set; }

    public void Write(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
            Write(statement);
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Loop loop:
                string name = loop.Variable.Name;
                string step = loop.Step is Literal { Value: 1 } ? $"{name}++" : $"{name} += {_lanes.Of(loop.Step)}";
                using (code.Block($"for (int {name} = {_lanes.Of(loop.From)}; {name} < {_lanes.Of(loop.To)}; {step})"))
                    Write(loop.Body);
                break;
            case SharedLoops shared:
                Write(shared);
                break;
            case DeclareIndex declare:
                code.Line($"int {declare.Variable.Name} = {_lanes.Of(declare.Value)};");
                break;
            case DeclarePointer declare:
                code.Line($"ref float {declare.Pointer.Name} = ref {_lanes.At(declare.Base, declare.Offset)};");
                break;
            case DeclareTable table:
                code.Line($"ReadOnlySpan<float> {table.Pointer.Name}Table = [{string.Join(", ", table.Numbers.Select(n => Literals.Single(n)))}];");
                code.Line($"ref float {table.Pointer.Name} = ref MemoryMarshal.GetReference({table.Pointer.Name}Table);");
                break;
            case Advance advance:
                code.Line($"{advance.Pointer.Name} = ref {_lanes.At(advance.Pointer, advance.Offset)};");
                break;
            case DeclareLane declare:
                code.Line($"{LaneText.Type(declare.Local.Lanes)} {declare.Local.Name} = {Bare(declare.Value)};");
                break;
            case AssignLane assign:
                code.Line($"{assign.Local.Name} = {Bare(assign.Value)};");
                break;
            case StoreLane { Value.Lanes: 1 } store:
                code.Line($"{_lanes.At(store.Pointer, store.Offset)} = {Bare(store.Value)};");
                break;
            case StoreLane store:
                code.Line($"{_lanes.Of(store.Value)}.StoreUnsafe(ref {_lanes.At(store.Pointer, store.Offset)});");
                break;
            case CopyRun copy:
                code.Line($"MemoryMarshal.CreateReadOnlySpan(ref {_lanes.At(copy.Source, copy.SourceOffset)}, {_lanes.Of(copy.Count)})"
                    + $".CopyTo(MemoryMarshal.CreateSpan(ref {_lanes.At(copy.Target, copy.TargetOffset)}, {_lanes.Of(copy.Count)}));");
                break;
            case CopyPaddedRows copy:
                code.Line($"PaddedRows.Copy(ref {_lanes.At(copy.Source, copy.SourceOffset)}, {_lanes.Of(copy.SourceRow)}, ref {_lanes.At(copy.Target, copy.TargetOffset)}, {_lanes.Of(copy.TargetRow)}, {_lanes.Of(copy.Rows)}, {_lanes.Of(copy.Width)});");
                break;
            case CopyTransposed copy:
                code.Line($"Transposition.Copy(ref {copy.Source.Name}, {_lanes.Of(copy.SourceRow)}, ref {copy.Target.Name}, {_lanes.Of(copy.TargetRow)}, {_lanes.Of(copy.Rows)}, {_lanes.Of(copy.Columns)});");
                break;
            case ClearRun clear:
                code.Line($"MemoryMarshal.CreateSpan(ref {_lanes.At(clear.Pointer, clear.Offset)}, {_lanes.Of(clear.Count)}).Clear();");
                break;
            case Remark remark:
                code.Line($"// {remark.Text}");
                break;
            default:
                throw new InvalidOperationException($"No spelling for {statement.GetType().Name}.");
        }
    }

    // Headers stand one below the other: deep nests are mostly indentation.
    private void Write(SharedLoops loops)
    {
        IsShared = true;
        code.Line("do");
        for (int i = 0; i < loops.Axes.Count - 1; i++)
            code.Line(Header(loops, i));
        using (code.Block(Header(loops, loops.Axes.Count - 1)))
            Write(loops.Body);
        code.Line("while (share.Again());");
    }

    private string Header(SharedLoops loops, int number)
    {
        SharedAxis axis = loops.Axes[number];
        string name = axis.Variable.Name, start = number == 0 ? Take(loops.Axes) : axis.From.Name;
        return $"for (int {name} = {start}; {name} < {axis.End.Name}; {(axis.Step is Literal { Value: 1 } ? $"{name}++" : $"{name} += {_lanes.Of(axis.Step)}")})";
    }

    private string Take(IReadOnlyList<SharedAxis> axes)
    {
        IEnumerable<string> box = axes.SelectMany((a, i) => i == 0 ? [_lanes.Of(a.To)] : new[] { _lanes.Of(a.To), _lanes.Of(a.Step) });
        IEnumerable<string> part = axes.SelectMany((a, i) => i == 0 ? [a.End.Name] : new[] { a.From.Name, a.End.Name });
        return $"share.Take({string.Join(", ", box.Concat(part.Select(p => "out int " + p)))})";
    }

    // No parentheses around a whole right side.
    private string Bare(Lane value)
    {
        string text = _lanes.Of(value);
        return value is LaneCall { Function: "add" or "subtract" or "multiply" or "divide" } && text[0] == '(' ? text.Substring(1, text.Length - 2) : text;
    }
}
