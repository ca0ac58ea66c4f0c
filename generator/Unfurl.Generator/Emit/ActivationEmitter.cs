namespace Unfurl.Generator;

/// <summary>Writes what lets a user look at the outputs of inner layers; of a network that keeps none, only the sentence that says how.</summary>
internal sealed class ActivationEmitter(CodeWriter code, NetworkSpec spec, Graph graph, NetworkPrograms programs)
{
    private readonly string _name = Literals.String(spec.Type.Name.TrimStart('@'));

    /// <summary>The statement by which a pass notes how many samples it had; negative for a training pass.</summary>
    public static IEnumerable<string> Note(NetworkSpec spec, bool training) => spec.KeepsActivations ? [$"__kept = {(training ? "-" : "")}samples;"] : [];

    public void Write()
    {
        if (spec.KeepsActivations)
            Kept();
        else
            None();
    }

    private void None()
    {
        string sentence = Literals.String(
            $"{spec.Type.Name.TrimStart('@')} does not keep what its layers make, which costs time and memory; declare [Network(..., KeepActivations = true)].");
        code.Lines($"""
            /// <summary>Not to be had: declare <c>[Network(..., KeepActivations = true)]</c> to look at what a layer made.</summary>
            [global::System.Obsolete({sentence}, error: true)]
            public global::System.ReadOnlySpan<float> Activation(string layer) => throw new global::System.InvalidOperationException({sentence});

            """);
    }

    private void Kept()
    {
        code.Lines("""
            // Samples of the last pass, negative if it was one of training.
            private int __kept;

            /// <summary>What a layer made in the last pass, n samples one behind the other, each in (C, H, W) order. Valid until the next pass.</summary>
            /// <exception cref="global::System.InvalidOperationException">There was no pass yet.</exception>
            /// <exception cref="global::System.ArgumentException">There is no such layer, or only training runs it and the last pass was a Forward.</exception>
            """);
        using (code.Block("public global::System.ReadOnlySpan<float> Activation(string layer)"))
        {
            code.Line("int samples = __kept;");
            if (programs.Training is { } training)
            {
                using (code.Block("if (samples < 0)"))
                    Switch(training, "__training", "-samples");
            }

            code.Line($"samples = global::Unfurl.CompilerServices.Arguments.Kept({_name}, samples);");
            Switch(programs.Inference, "__inference", "samples");
        }

        code.Line();
        code.Line("bool global::Unfurl.INetwork.KeepsActivations => true;");
        code.Line();
    }

    private void Switch(Plan plan, string workspace, string samples)
    {
        Dictionary<string, Extent> lengths = graph.Results.Where(r => r.Kind == ResultKind.Kept).ToDictionary(r => r.Name, r => r.Value.Shape.Length);
        code.Line("return layer switch");
        code.Line("{");
        foreach (KeyValuePair<string, Buffer> kept in plan.Kept)
            code.Line(InvariantText.Of($"    {Literals.String(kept.Key)} => {workspace}.Kept({kept.Value.Offset}, {lengths[kept.Key]}, {samples}),"));
        code.Line($"    _ => throw global::Unfurl.CompilerServices.Arguments.NoLayer({_name}, layer, Info),");
        code.Line("};");
    }
}
