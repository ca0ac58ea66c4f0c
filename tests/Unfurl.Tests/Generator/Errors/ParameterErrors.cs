using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>02xx.</summary>
public sealed class ParameterErrors
{
    private const string Word = "expected a letter, then letters, digits, '_' and single '.', at most 200";

    internal static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["probability 1"] = new(
            "[Network(4)] [{|UNF0201:Dropout(1)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is 1, expected at least 0 and less than 1"),
        ["negative probability"] = new(
            "[Network(4)] [{|UNF0201:Dropout(-0.25)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is -0.25, expected at least 0 and less than 1"),
        ["probability that is no number"] = new(
            "[Network(4)] [{|UNF0201:Dropout(double.NaN)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is NaN, expected at least 0 and less than 1"),
        ["duplicate key"] = new(
            "[Network(4)] [Dense(3, Key = \"fc\"), {|UNF0202:Dense(2, Key = \"fc\")|}] public partial class Tiny;",
            "Layer 'dense2' would store its weights as 'fc.weight', as Layer 'dense1' does already; give one of them another Name or Key"),
        ["Name with a space"] = new(
            "[Network(4)] [{|UNF0203:Dense(2, Name = \"my layer\")|}] public partial class Tiny;", $"[Dense] (layer 1): Name is \"my layer\", {Word}"),
        ["Name with a line break at its end"] = new(
            "[Network(4)] [{|UNF0203:Dense(2, Name = \"a\\n\")|}] public partial class Tiny;", $"[Dense] (layer 1): Name is \"a\\n\", {Word}"),
        ["empty Key"] = new(
            "[Network(4)] [ReLU, {|UNF0203:Dense(2, Key = \"\")|}] public partial class Tiny;", $"[Dense] (layer 2): Key is \"\", {Word}"),
        ["bad Name that others read"] = new(
            "[Network(4)] [{|UNF0203:Dense(4, Name = \"1\")|}, Dense(2, From = \"1\")] public partial class Tiny;", $"[Dense] (layer 1): Name is \"1\", {Word}"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();
}
