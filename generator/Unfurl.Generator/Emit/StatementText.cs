namespace Unfurl.Generator;

/// <summary>Spells a loop plan in C#.</summary>
internal static class StatementText
{
    public static void Write(CodeWriter code, IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
            Write(code, statement);
    }

    private static void Write(CodeWriter code, Statement statement)
    {
        switch (statement)
        {
            case Loop loop:
                string name = loop.Variable.Name;
                string step = loop.Step is Literal { Value: 1 } ? $"{name}++" : $"{name} += {LaneText.Of(loop.Step)}";
                using (code.Block($"for (int {name} = {LaneText.Of(loop.From)}; {name} < {LaneText.Of(loop.To)}; {step})"))
                    Write(code, loop.Body);
                break;
            case DeclareIndex declare:
                code.Line($"int {declare.Variable.Name} = {LaneText.Of(declare.Value)};");
                break;
            case DeclarePointer declare:
                code.Line($"ref float {declare.Pointer.Name} = ref {LaneText.At(declare.Base, declare.Offset)};");
                break;
            case Advance advance:
                code.Line($"{advance.Pointer.Name} = ref {LaneText.At(advance.Pointer, advance.Offset)};");
                break;
            case DeclareLane declare:
                code.Line($"{LaneText.Type(declare.Local.Lanes)} {declare.Local.Name} = {Bare(declare.Value)};");
                break;
            case AssignLane assign:
                code.Line($"{assign.Local.Name} = {Bare(assign.Value)};");
                break;
            case StoreLane { Value.Lanes: 1 } store:
                code.Line($"{LaneText.At(store.Pointer, store.Offset)} = {Bare(store.Value)};");
                break;
            case StoreLane store:
                code.Line($"{LaneText.Of(store.Value)}.StoreUnsafe(ref {LaneText.At(store.Pointer, store.Offset)});");
                break;
            case CopyRun copy:
                code.Line($"MemoryMarshal.CreateReadOnlySpan(ref {LaneText.At(copy.Source, copy.SourceOffset)}, {LaneText.Of(copy.Count)})"
                    + $".CopyTo(MemoryMarshal.CreateSpan(ref {LaneText.At(copy.Target, copy.TargetOffset)}, {LaneText.Of(copy.Count)}));");
                break;
            case ClearRun clear:
                code.Line($"MemoryMarshal.CreateSpan(ref {LaneText.At(clear.Pointer, clear.Offset)}, {LaneText.Of(clear.Count)}).Clear();");
                break;
            case Remark remark:
                code.Line($"// {remark.Text}");
                break;
            default:
                throw new InvalidOperationException($"No spelling for {statement.GetType().Name}.");
        }
    }

    // No parentheses around a whole right side.
    private static string Bare(Lane value)
    {
        string text = LaneText.Of(value);
        return value is LaneCall { Function: "add" or "subtract" or "multiply" or "divide" } && text[0] == '(' ? text.Substring(1, text.Length - 2) : text;
    }
}
