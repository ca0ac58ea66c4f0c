using System.Reflection;
using Unfurl.Generator;

namespace Unfurl.Tests.Generator;

/// <summary>Layers users can write and layers the generator knows are the same.</summary>
public sealed class LayerRuleTests
{
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract)];

    // A branch is no layer of its own: it says what the next one reads.
    [Fact]
    public void EveryAttributeHasARuleOrAFormulaAndEveryRuleAnAttribute() => Assert.Equal(
        LayerRule.Kinds.Append("Branch").Order(StringComparer.Ordinal),
        Attributes.Where(t => t.GetCustomAttribute<FormulaAttribute>() is null).Select(t => t.Name[..^"Attribute".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFormulaOfOursIsRight() => Assert.All(
        Attributes.Select(t => t.GetCustomAttribute<FormulaAttribute>()).OfType<FormulaAttribute>(),
        f => Assert.NotNull(FormulaParser.Parse(f.Formula, ["x"], out _)));

    // A second [Conv] on a class is a second layer, and one on a base class is none of ours.
    [Fact]
    public void EveryAttributeMayBeRepeatedAndIsNotInherited() => Assert.All(
        Attributes,
        t =>
        {
            AttributeUsageAttribute usage = t.GetCustomAttribute<AttributeUsageAttribute>()!;
            Assert.True(usage is { AllowMultiple: true, Inherited: false, ValidOn: AttributeTargets.Class }, t.Name);
        });
}
