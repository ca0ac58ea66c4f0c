using System.Globalization;
using System.Reflection;
using Unfurl.Generator;

namespace Unfurl.Tests.Documentation;

/// <summary>A table of layers, or of the members of an enum, for the documentation: the formula that code is generated from, the derivative that follows from it, and what
/// <see cref="ReferenceAttribute"/> says.</summary>
internal static class LayerTable
{
    private static readonly string[] Head = ["derivative", "shape", "source", "PyTorch", "ONNX"];

    /// <summary>The table of a family, one of it a line, by name; columns that say nothing are left out.</summary>
    public static string Of(Family family)
    {
        MemberInfo[] members = [.. Members(family)];
        string[] head = members[0] is Type ? ["layer", "formula", .. Head] : ["start", "numbers", .. Head];
        string[][] rows = [.. members.Select(Row)];
        int[] columns = [.. Enumerable.Range(0, head.Length).Where(c => rows.Any(r => r[c].Length > 0))];
        return string.Concat(new[] { head, [.. head.Select(_ => "---")] }
            .Concat(rows)
            .Select(row => $"| {string.Join(" | ", columns.Select(c => row[c].Replace("|", "\\|", StringComparison.Ordinal)))} |\n"));
    }

    // Members of an enum stand in their order.
    private static IEnumerable<MemberInfo> Members(Family family) => typeof(LayerAttribute).Assembly.GetTypes()
        .SelectMany<Type, MemberInfo>(t => t.IsEnum ? t.GetFields() : [t])
        .Where(m => m.GetCustomAttribute<ReferenceAttribute>()?.Family == family)
        .OrderBy(m => m is Type type ? Name(type) : "", StringComparer.Ordinal);

    private static string[] Row(MemberInfo member)
    {
        ReferenceAttribute reference = member.GetCustomAttribute<ReferenceAttribute>()!;
        string? formula = member.GetCustomAttribute<FormulaAttribute>()?.Formula;
        return
        [
            Code(member is Type layer ? Use(layer) : $"{member.DeclaringType!.Name}.{member.Name}"),
            Code(formula ?? reference.Formula),
            formula is null ? Code(reference.Derivative) : string.Join("<br>", Derivatives((Type)member, formula)),
            member is Type ? reference.Shape ?? "unchanged" : "",
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
