using System.Globalization;
using System.Reflection;
using Unfurl.Tests.Harness;
using Argument = System.Reflection.ParameterInfo;

namespace Unfurl.Tests.Generator;

/// <summary>Every number of every layer at its ends: a diagnostic or code, never an exception.</summary>
public sealed class ExtremeNumberTests
{
    private static readonly string[] Integers = ["0", "-1", "int.MinValue", "int.MaxValue"];
    private static readonly string[] Doubles = [.. Integers, "double.NaN", "double.PositiveInfinity", "double.Epsilon", "-0.0"];

    private static readonly Type[] Layers =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal)];

    [Theory]
    [InlineData("2, 6, 6")]
    [InlineData("2, 6")]
    [InlineData("6")]
    public void OneAtATime(string input) => AssertHarmless(Layers.SelectMany(l => OneExtreme(l)).Select(layer => $"[Network({input})] [{layer}]"));

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

    private static IEnumerable<string> OneExtreme(Type layer)
    {
        Argument[] given = Given(layer);
        for (int i = 0; i < given.Length; i++)
        {
            foreach (string number in !IsNumber(given[i].ParameterType) ? [] : given[i].ParameterType == typeof(int) ? Integers : Doubles)
                yield return $"{Name(layer)}({string.Join(", ", given.Select((p, n) => n == i ? number : Usual(p)))})";
        }

        foreach (PropertyInfo property in Numbers(layer))
        {
            foreach (string number in property.PropertyType == typeof(int) ? Integers : Doubles)
                yield return $"{Name(layer)}({string.Join(", ", given.Select(Usual).Append($"{property.Name} = {number}"))})";
        }
    }

    private static string All(Type layer, string number) => $"{Name(layer)}("
        + string.Join(", ", Given(layer).Select(p => IsNumber(p.ParameterType) ? number : Usual(p)).Concat(Numbers(layer).Select(p => $"{p.Name} = {number}"))) + ")";

    // What all layers share is read in one place, and tried on one of them.
    private static IEnumerable<PropertyInfo> Numbers(Type layer) => layer.GetProperties().Where(p =>
        p.CanWrite && IsNumber(p.PropertyType) && (p.DeclaringType != typeof(LayerAttribute) || layer == typeof(DenseAttribute)));

    // Constructors come twice, with numbers and with objects, which are for names inside a block.
    private static Argument[] Given(Type layer) =>
        layer.GetConstructors().Select(c => c.GetParameters()).Single(p => p.All(a => a.ParameterType != typeof(object)));

    private static string Usual(Argument parameter) =>
        parameter.ParameterType == typeof(int) ? "3" : parameter.ParameterType == typeof(bool) ? "true" : parameter.ParameterType == typeof(string) ? "\"x * tanh(x)\"" : "0.5";

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(double);

    private static string Name(Type layer) => layer.Name[..^"Attribute".Length];

    private static string Blame(string[] all, Microsoft.CodeAnalysis.Diagnostic diagnostic) => "\n" + string.Join("\n", all.Where((_, i) =>
        diagnostic.ToString().Contains($"N{i.ToString(CultureInfo.InvariantCulture)}.g.cs", StringComparison.Ordinal)
        || diagnostic.ToString().Contains($"'N{i.ToString(CultureInfo.InvariantCulture)}'", StringComparison.Ordinal)));

    private static void AssertHarmless(IEnumerable<string> declarations)
    {
        string[] all = [.. declarations];
        string source = string.Join("\n", all.Select((d, i) => $"{d} public partial class N{i.ToString(CultureInfo.InvariantCulture)};"));
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Equal(all.Length, run.Files.Count());
        Expect.None(run.Diagnostics.Where(d => d.Id == "UNF0901").Select(d => d.GetMessage(CultureInfo.InvariantCulture) + Blame(all, d)));
        Expect.None(run.CompilerDiagnostics.Select(d => d + Blame(all, d)));
    }
}
