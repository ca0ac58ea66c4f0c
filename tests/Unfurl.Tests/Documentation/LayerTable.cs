using System.Globalization;
using System.Reflection;
using Unfurl.Generator;

namespace Unfurl.Tests.Documentation;

/// <summary>A table of layers for the documentation, made from their attribute classes: the formula that code is generated from, the derivative that follows from it, and
/// what <see cref="ReferenceAttribute"/> says.</summary>
internal static class LayerTable
{
    private static readonly string[] Head = ["layer", "formula", "derivative", "shape", "source", "PyTorch", "ONNX"];

    /// <summary>The table of a family, one layer a line, by name.</summary>
    public static string Of(Family family) => string.Concat(
        new[] { Head, [.. Head.Select(_ => "---")] }
            .Concat(Layers(family).Select(Row))
            .Select(cells => $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n"));

    public static IEnumerable<Type> Layers(Family family) => typeof(LayerAttribute).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<ReferenceAttribute>()?.Family == family)
        .OrderBy(Name, StringComparer.Ordinal);

    private static string[] Row(Type layer)
    {
        ReferenceAttribute reference = layer.GetCustomAttribute<ReferenceAttribute>()!;
        string? formula = layer.GetCustomAttribute<FormulaAttribute>()?.Formula;
        return
        [
            Code(Use(layer)),
            Code(formula ?? reference.Formula),
            formula is null ? Code(reference.Derivative) : string.Join("<br>", Derivatives(layer, formula)),
            reference.Shape ?? "unchanged",
            reference.Source,
            Code(reference.PyTorch),
            Code(reference.Onnx),
        ];
    }

    // As it is written, with its defaults: LeakyReLU(alpha = 0.01).
    private static string Use(Type layer)
    {
        IEnumerable<string> parameters = Parameters(layer).Select(p => p.HasDefaultValue
            ? string.Create(CultureInfo.InvariantCulture, $"{p.Name} = {(p.DefaultValue is bool flag ? (flag ? "true" : "false") : p.DefaultValue)}")
            : p.Name!);
        return parameters.Any() ? $"{Name(layer)}({string.Join(", ", parameters)})" : Name(layer);
    }

    private static string Name(Type layer) => layer.Name[..^"Attribute".Length];

    // With respect to the input, and to each constant that is learned; y is the value.
    private static IEnumerable<string> Derivatives(Type layer, string formula)
    {
        string[] learned = [.. layer.GetCustomAttributes<LearnedAttribute>().Select(l => l.Name)];
        Expression value = FormulaParser.Parse(formula, [.. Parameters(layer).Select(p => p.Name!), "x", .. learned], out _)!;
        yield return Slope("x");
        foreach (string constant in learned)
            yield return "of " + Code(constant) + ": " + Slope(constant);

        string Slope(string variable) => Code(Derivative.Slope(value, variable).Replace(value, new Variable("y")).ToString());
    }

    private static IEnumerable<System.Reflection.ParameterInfo> Parameters(Type layer) =>
        layer.GetConstructors().Select(c => c.GetParameters()).First(p => p.All(a => a.ParameterType != typeof(object)));

    private static string Code(string? text) => text is null ? "" : $"`{text}`";
}
