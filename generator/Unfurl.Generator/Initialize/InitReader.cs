namespace Unfurl.Generator;

/// <summary>Reads how a layer's weight starts: Init and the numbers beside it.</summary>
internal sealed class InitReader(LayerContext layer)
{
    private const string Kinds = "a member of the enum Init", Positive = "a finite number from 1E-06 to 1000000";

    /// <summary>Whether the layer says how it starts.</summary>
    public bool IsGiven => layer.Number("Init", 0) != 0;

    /// <summary>What the layer says; null where it says nothing.</summary>
    public Initialization? Read() => IsGiven
        ? new Initialization(
            (InitKind)(int)layer.Number("Init", 0), layer.Number("InitFan", 0) == 1, layer.Has("InitGain") ? layer.Number("InitGain", 1) : null, layer.Number("InitValue", 0))
        : null;

    /// <summary>Whether all of it has a meaning; if not, it is reported.</summary>
    /// <param name="weight">The shape of the layer's weight; null if it has none.</param>
    /// <param name="others">What else it learns.</param>
    public bool Check(Shape? weight, IReadOnlyList<string> others)
    {
        double number = layer.Number("Init", 0), fan = layer.Number("InitFan", 0), gain = layer.Number("InitGain", 1), value = layer.Number("InitValue", 0);
        if (!layer.IsInRange("Init", number, Enum.IsDefined(typeof(InitKind), (int)number), Kinds)
            || !layer.IsInRange("InitFan", fan, fan is 0 or 1, "a member of the enum Fan")
            || !layer.IsInRange("InitGain", gain, gain is >= 1e-6 and <= 1e6, Positive)
            || !layer.IsInRange("InitValue", value, Math.Abs(value) <= 1e30, "a finite number of at most 1E+30"))
            return false;
        var kind = (InitKind)(int)number;
        bool scaled = kind is not (InitKind.Default or InitKind.Constant or InitKind.Zeros);
        return Belongs("Init", weight is not null || kind == InitKind.Default, Nowhere(others))
            && Belongs("Init", weight is null or { Rank: > 1 } || !scaled, "Constant or Zeros, since the weight is a number for each channel")
            && Belongs("InitFan", kind is InitKind.KaimingNormal or InitKind.KaimingUniform, "beside Init.KaimingNormal or Init.KaimingUniform only")
            && Belongs("InitGain", scaled, "beside an Init with a gain only")
            && Belongs("InitValue", kind == InitKind.Constant, "beside Init.Constant only");
    }

    private static string Nowhere(IReadOnlyList<string> others)
    {
        if (others.Count == 0)
            return "on a layer with weights only";
        string named = string.Join(", ", others.Take(2).Select(o => $"'{o}'")) + (others.Count > 2 ? ", .." : "");
        return $"none: it is for what a layer calls 'weight', and this one declares how {named} {(others.Count == 1 ? "starts" : "start")}";
    }

    private bool Belongs(string argument, bool holds, string expected)
    {
        if (holds || !layer.Has(argument))
            return true;
        double number = layer.Number(argument, 0);
        layer.Report(
            Descriptors.OutOfRange.Id, layer.Title, argument, argument == "Init" ? ((InitKind)(int)number).ToString() : layer.Text(number), expected);
        return false;
    }
}
