namespace Unfurl.Generator;

/// <summary>Writes the nested class of a network's weights.</summary>
internal sealed class ParametersEmitter(CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs, ProgramEmitter program)
{
    public void Write()
    {
        string network = Literals.String(spec.Type.Name.TrimStart('@'));
        code.Line($"/// <summary>The weights of <see cref=\"{spec.Type.Name}\"/>: shareable, where an instance is one thread's.</summary>");
        using (code.Block("public sealed class Parameters : global::Unfurl.NetworkParameters"))
        {
            code.Line($"internal const int Length = {programs.Parameters.Length};");
            code.Line($"internal const int __LearnedLength = {programs.Parameters.LearnedLength};");
            code.Line();
            code.Line("private static readonly global::Unfurl.ParameterInfo[] __table =");
            code.Line("[");
            var initial = new InitialValues(graph);
            foreach (Parameter parameter in graph.Parameters.Select(p => p.Parameter!))
            {
                int offset = programs.Parameters.Find(parameter).Offset;
                InitialValue start = initial.Of(parameter);
                string distribution = start.Distribution == "Uniform" ? "" : $", global::Unfurl.InitialDistribution.{start.Distribution}";
                code.Line(
                    $"    new({Literals.String(parameter.Key)}, [{Literals.List(parameter.Shape.Sizes)}], {offset}, {parameter.Shape.Length}, {Literals.Single(start.Bound)}, {Literals.Single(start.Center)}, {(parameter.IsLearned ? "true" : "false")}{distribution}),");
            }

            code.Line("];");
            code.Line();
            code.Line("/// <summary>All zeros.</summary>");
            code.Line("public Parameters()");
            string lengths = Literals.List(PackPlan.Sets.Select(programs.Packs.Length));
            using (code.Block($"    : base({network}, __table, Length, __LearnedLength, {lengths})"))
            {
            }

            code.Line();
            code.Lines("""
                /// <summary>A copy that stands still while these weights learn.</summary>
                public Parameters Snapshot()
                {
                    var copy = new Parameters();
                    copy.CopyFrom(this);
                    return copy;
                }

                """);
            Views();
            using (code.Block("protected override void Pack(int set, ref float values, ref float packed)"))
            {
                foreach (Storage set in PackPlan.Sets.Where(s => programs.Packs.Length(s) > 0))
                {
                    code.Line($"if (set == {PackPlan.Set(set)})");
                    code.Line("    " + program.AddPacks("Pack" + set.ToString().Replace("Packed", ""), set));
                }
            }
        }
    }

    private void Views()
    {
        var names = new HashSet<string>();
        foreach (Parameter parameter in graph.Parameters.Select(p => p.Parameter!))
        {
            string name = Literals.Pascal(parameter.Key);
            for (int i = 2; !names.Add(name); i++)
                name = InvariantText.Of($"{Literals.Pascal(parameter.Key)}_{i}");
            Buffer place = programs.Parameters.Find(parameter);
            code.Line($"/// <summary>{parameter.Key}, [{Literals.List(parameter.Shape.Sizes)}].</summary>");
            code.Line($"public global::System.ReadOnlySpan<float> {name} => Values.Slice({place.Offset}, {parameter.Shape.Length});");
            code.Line();
        }
    }
}
