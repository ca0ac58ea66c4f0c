using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Makes the network's inputs: each needs a name of its own and a size.</summary>
internal sealed class InputChecker(NetworkSpec spec, GraphBuilder builder, NetworkChecker checker)
{
    /// <summary>What users' Extent.Any is.</summary>
    public const int Any = -1;

    private readonly Dictionary<string, string> _spans = [];

    /// <summary>Whether there is one input, given by [Network], with an open height, width or length.</summary>
    public static bool IsOpen(IReadOnlyList<InputSpec> inputs) =>
        inputs.Count == 1 && inputs[0] is { Attribute: < 0, Shape: { Count: > 1 } shape } && shape[0] != Any && shape.Contains(Any);

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
        if (input.Shape.Contains(Any) && !MayBeOpen(input, place, title))
            return null;
        foreach (int size in input.Shape.Where(s => s < 1 && s != Any))
        {
            checker.Report(Problem.At(place, Descriptors.NotPositive.Id, title, "input size", size.ToString(CultureInfo.InvariantCulture), "1"));
            return null;
        }

        if (LayerNames.Fault(input.Name) is { } fault)
        {
            checker.Report(Problem.At(place, Descriptors.BadName.Id, title, "name", fault));
            return null;
        }

        var shape = new Shape(Sizes(input.Shape).ToEquatable());
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

    private bool MayBeOpen(InputSpec input, Place place, string title)
    {
        if (spec.IsOpen)
            return true;
        checker.Report(Problem.At(place, Descriptors.NotToBeOpen.Id, title, string.Join("x", input.Shape.Select(s => s == Any ? "Any" : InvariantText.Of($"{s}")))));
        return false;
    }

    private static IEnumerable<Extent> Sizes(EquatableArray<int> shape)
    {
        Symbol[] symbols = shape.Count == 2 ? [Symbol.Length] : [Symbol.Height, Symbol.Width];
        return shape.Select((size, axis) => size == Any ? Extent.Of(symbols[axis - 1]) : (Extent)size);
    }
}
