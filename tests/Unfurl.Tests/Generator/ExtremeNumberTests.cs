using System.Globalization;
using System.Reflection;
using Unfurl.Tests.Harness;
using Argument = System.Reflection.ParameterInfo;

namespace Unfurl.Tests.Generator;

/// <summary>Every number of every attribute at its ends: a diagnostic or code, never an exception.</summary>
public sealed class ExtremeNumberTests
{
    private static readonly string[] Integers = ["0", "-1", "int.MinValue", "int.MaxValue"];
    private static readonly string[] Doubles = [.. Integers, "double.NaN", "double.PositiveInfinity", "double.Epsilon", "-0.0"];

    private const string Image = "2, 6, 6";

    // What users derive, and what they derive it from.
    private const string Own = "[Conv(nameof(n), 1), ReLU] public sealed class OwnBlockAttribute(int n = 2) : BlockAttribute;\n"
        + "[Formula(\"share * abs(x - t)\")] public sealed class OwnLossAttribute(double share = 0.5) : FormulaLossAttribute;\n";

    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Attribute)) && t.IsPublic).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private static readonly Type[] Layers = [.. Attributes.Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract)];

    [Theory]
    [InlineData(Image)]
    [InlineData("2, 6")]
    [InlineData("6")]
    public void OneAtATime(string input) => AssertHarmless(
        Layers.SelectMany(l => Extremes(l, Given(l), input != Image && l != typeof(ConvAttribute) && l != typeof(MaxPoolAttribute))).Select(layer => $"[Network({input})] [{layer}]"));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("int.MinValue")]
    [InlineData("int.MaxValue")]
    public void AllAtOnce(string number) => AssertHarmless(Layers.SelectMany(l => new[]
    {
        $"[Network(2, 6, 6)] [{All(l, number)}]",
        $"[Network(2, 6)] [{All(l, number)}]",
        $"[Network({number})] [{All(l, number)}]",
        $"[Network({number}, {number})] [{All(l, number)}]",
        $"[Network({number}, {number}, {number})] [{All(l, number)}]",
    }));

    [Fact]
    public void OneAtATimeOfWhatIsNoLayer() => AssertHarmless(
    [
        .. Extremes(typeof(NetworkAttribute)).Select(network => $"[{network}] [ReLU]"),
        .. Extremes(typeof(InputAttribute)).Select(input => $"[Network] [{input}] [ReLU]"),
        .. Extremes(typeof(LossAttribute)).Select(loss => $"[Network(4)] [Dense(3)] [{loss}]"),
        .. Numbers(typeof(FormulaLossAttribute)).SelectMany(p => Values(p.PropertyType).Select(v => $"[Network(4)] [Dense(3)] [OwnLoss({p.Name} = {v})]")),
        .. Numbers(typeof(BlockAttribute)).SelectMany(p => Values(p.PropertyType).Select(v => $"[Network(2, 6, 6)] [OwnBlock({p.Name} = {v})]")),
        .. Extremes(typeof(LearnedAttribute)).Select(l => $"[Formula(\"w * x\"), {l}] public sealed class Own#Attribute : ActivationAttribute; [Network(4)] [Own#]"),
        .. Doubles.Select(v => $"[Network(4)] [Dense(3)] [OwnLoss({v})]"),
        .. Integers.Select(v => $"[Network(2, 6, 6)] [OwnBlock({v})]"),
    ]);

    // An attribute that is new and no layer has to be added above.
    [Fact]
    public void AllAttributesWithNumbersAreTried() => Assert.Equal(
        [typeof(InputAttribute), typeof(LearnedAttribute), typeof(LossAttribute), typeof(NetworkAttribute)],
        Attributes.Where(a => !a.IsAbstract && !a.IsSubclassOf(typeof(LayerAttribute)) && Extremes(a).Any()));

    [Fact]
    public void LargeButPossible() => AssertHarmless(
    [
        "[Network(1, 2, int.MaxValue)] [Conv(1, 1)]",
        "[Network(67108864)] [Dense(1)]",
        "[Network(67108864)] [Dense(4), Dense(67108864)]",
        "[Network(1, 67108864)] [Flatten, Dense(1)]",
        "[Network(16, 4194304)] [MaxPool(2), Flatten, Dense(1)]",
        "[Network(1, 8, 8)] [Conv(int.MaxValue, 1)]",
        "[Network(1, 8, 8)] [Conv(int.MaxValue, 8, Stride = int.MaxValue)]",
        "[Network(1, 1001, 1001)] [Conv(1048576, 2, Dilation = 1000)]",
        "[Network(1, 8, 8)] [Conv(1, 2, Dilation = 1073741824, Padding = 1073741824)]",
        "[Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy, Weight = double.MaxValue)]",
        "[Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy, Weight = double.NegativeInfinity)]",
    ]);

    private static IEnumerable<string> Extremes(Type attribute) => attribute.GetConstructors().SelectMany(c => Extremes(attribute, c.GetParameters(), false));

    // Windows over images are all tried; what they make of a sequence is one of them with a height of 1.
    private static IEnumerable<string> Extremes(Type attribute, Argument[] given, bool sparesWindows)
    {
        for (int i = 0; i < given.Length; i++)
        {
            foreach (string number in Values(given[i].ParameterType))
                yield return $"{Name(attribute)}({string.Join(", ", given.Select((p, n) => n == i ? number : Usual(p)))})";
        }

        foreach (PropertyInfo property in Numbers(attribute).Where(p => !sparesWindows || p.DeclaringType != typeof(WindowAttribute)))
        {
            foreach (string number in Values(property.PropertyType))
                yield return $"{Name(attribute)}({string.Join(", ", given.Select(Usual).Append($"{property.Name} = {number}"))})";
        }
    }

    private static string All(Type layer, string number) => $"{Name(layer)}("
        + string.Join(", ", Given(layer).Select(p => IsNumber(p.ParameterType) ? As(p.ParameterType, number) : Usual(p)).Concat(Numbers(layer).Select(p => $"{p.Name} = {As(p.PropertyType, number)}"))) + ")";

    // What all layers share is read in one place, and tried on one of them.
    private static IEnumerable<PropertyInfo> Numbers(Type layer) => layer.GetProperties().Where(p =>
        p.CanWrite && IsNumber(p.PropertyType) && (p.DeclaringType != typeof(LayerAttribute) || layer == typeof(DenseAttribute)));

    // Constructors come twice, with numbers and with objects, which are for names inside a block.
    private static Argument[] Given(Type layer) =>
        layer.GetConstructors().Select(c => c.GetParameters()).Single(p => p.All(a => a.ParameterType != typeof(object)));

    private static string Usual(Argument parameter) => parameter.ParameterType switch
    {
        { IsEnum: true } type => $"{type.Name}.{Enum.GetNames(type)[0]}",
        var type when type == typeof(int) => "3",
        var type when type == typeof(bool) => "true",
        var type when type == typeof(string) => parameter.Name == "formula" ? "\"x * tanh(x)\"" : "\"w\"",
        _ => "0.5",
    };

    // Members of an enum are numbers that have names.
    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(double) || type == typeof(double[]) || type.IsEnum;

    private static IEnumerable<string> Values(Type type) =>
        !IsNumber(type) ? [] : (type == typeof(int) || type.IsEnum ? Integers : Doubles).Select(n => As(type, n));

    private static string As(Type type, string number) =>
        type.IsEnum ? $"({type.Name})({number})" : type == typeof(double[]) ? $"new double[] {{ 1, {number}, 0.5 }}" : number;

    private static string Name(Type layer) => layer.Name[..^"Attribute".Length];

    private static string Blame(string[] all, Microsoft.CodeAnalysis.Diagnostic diagnostic) => "\n" + string.Join("\n", all.Where((_, i) =>
        diagnostic.ToString().Contains($"N{i.ToString(CultureInfo.InvariantCulture)}.g.cs", StringComparison.Ordinal)
        || diagnostic.ToString().Contains($"'N{i.ToString(CultureInfo.InvariantCulture)}'", StringComparison.Ordinal)));

    private static void AssertHarmless(IEnumerable<string> declarations)
    {
        string[] all = [.. declarations];
        string source = Own + string.Join("\n", all.Select((d, i) => $"{d} public partial class N#;".Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Equal(all.Length, run.Files.Count());
        Expect.None(run.Diagnostics.Where(d => d.Id == "UNF0901").Select(d => d.GetMessage(CultureInfo.InvariantCulture) + Blame(all, d)));

        // A suppressor silences it, which does not run here.
        Expect.None(run.CompilerDiagnostics.Where(d => d.Id != "CS9113").Select(d => d + Blame(all, d)));
    }
}
