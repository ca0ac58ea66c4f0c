namespace Unfurl.Generator;

/// <summary>Puts numbers in the place of expressions: what a layer of a block is for one use of the block.</summary>
internal sealed class LayerArguments(Scope scope, Action<string, string[]> report)
{
    /// <summary>Arguments that are words, never expressions.</summary>
    private static readonly string[] Words = ["Name", "From", "Key", "With"];

    /// <summary>The layer with all its arguments as numbers; null if one has no value, which is reported.</summary>
    public LayerSpec? Resolve(LayerSpec layer, string title)
    {
        var arguments = new List<ArgumentSpec>();
        foreach (ArgumentSpec argument in layer.Arguments)
        {
            if (argument.Text is null || Words.Contains(argument.Name))
                arguments.Add(argument);
            else if (Evaluate(title, argument.Name, argument.Text) is { } number)
                arguments.Add(number);
            else
                return null;
        }

        if (layer.Text("With") is { } with && !ReadWith(layer, title, with, arguments))
            return null;
        return layer with { Arguments = arguments.ToEquatable() };
    }

    // A = expression, B = expression: each replaces what the attribute gives for it.
    private bool ReadWith(LayerSpec layer, string title, string with, List<ArgumentSpec> arguments)
    {
        foreach (string part in with.Split(','))
        {
            string[] sides = part.Split('=');
            string name = sides[0].Trim();
            if (sides.Length != 2)
            {
                report(Descriptors.BadExpression.Id, [title, "With", Literals.String(with), "expected 'Argument = expression', separated by commas"]);
                return false;
            }

            if (!layer.Members.Contains(name))
            {
                report(Descriptors.UnknownArgument.Id, [title, name, string.Join(", ", layer.Members)]);
                return false;
            }

            if (Evaluate(title, name, sides[1].Trim()) is not { } number)
                return false;
            arguments.RemoveAll(a => a.Name == name);
            arguments.Add(number);
        }

        return true;
    }

    private ArgumentSpec? Evaluate(string title, string name, string text)
    {
        try
        {
            SizeNumber number = SizeExpression.Evaluate(text, scope.Parameters);
            return new ArgumentSpec(name, number.Value, null, !number.IsWhole);
        }
        catch (UnknownParameterException unknown)
        {
            string known = scope.Parameters.Count == 0 ? "it has none" : $"it has {string.Join(", ", scope.Parameters.Keys)}";
            string owner = scope.Block is { } block ? $"block '{block.Kind}'" : "a network";
            report(Descriptors.UnknownBlockParameter.Id, [title, name, Literals.String(text), unknown.Parameter, owner, known]);
        }
        catch (SizeExpressionException wrong)
        {
            report(Descriptors.BadExpression.Id, [title, name, Literals.String(text), wrong.Message]);
        }

        return null;
    }
}
