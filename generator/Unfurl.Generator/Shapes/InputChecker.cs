using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Makes the network's inputs: each needs a name of its own and a size.</summary>
internal sealed class InputChecker(NetworkSpec spec, GraphBuilder builder, NetworkChecker checker)
{
    private readonly Dictionary<string, string> _spans = [];

    /// <summary>The first input; null if one of them is wrong, which is reported.</summary>
    public Value? Run()
    {
        if (spec.Inputs.Count == 0)
        {
            checker.Report(Problem.At(Place.Network, Descriptors.NoInputSize.Id, spec.Type.Name));
            return null;
        }

        Value? first = null;
        foreach (InputSpec input in spec.Inputs)
        {
            if (Add(input) is not { } value)
                return null;
            first ??= value;
        }

        return first;
    }

    private Value? Add(InputSpec input)
    {
        Place place = input.Attribute < 0 ? Place.Network : Place.Input(input.Attribute);
        string title = input.Attribute < 0 ? $"Network '{spec.Type.Name}'" : $"Input '{input.Name}'";
        foreach (int size in input.Shape.Where(s => s < 1))
        {
            checker.Report(Problem.At(place, Descriptors.NotPositive.Id, title, "input size", size.ToString(CultureInfo.InvariantCulture), "1"));
            return null;
        }

        if (LayerNames.Fault(input.Name) is { } fault)
        {
            checker.Report(Problem.At(place, Descriptors.BadName.Id, title, "name", fault));
            return null;
        }

        var shape = new Shape(input.Shape);
        if (!checker.IsSmall(place, title, shape))
            return null;
        string span = Spans.Identifier(input.Name);
        if (_spans.TryGetValue(span, out string? other))
        {
            checker.Report(Problem.At(place, Descriptors.DuplicateName.Id, title, span, $"input '{other}'"));
            return null;
        }

        _spans.Add(span, input.Name);
        Value value = builder.Input(input.Name, shape);
        checker.Name(input.Name, value, isGiven: input.Attribute >= 0);
        if (spec.Inputs.Count > 1)
            checker.Title(value, $"input '{input.Name}'");
        return value;
    }
}
