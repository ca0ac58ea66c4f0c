using System.Reflection;
using Unfurl.Generator;

namespace Unfurl.Tests.Generator;

/// <summary>Layers users can write and layers the generator knows are the same.</summary>
public sealed class LayerRuleTests
{
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract)];

    // A branch is no layer of its own: it says what the next one reads. An activation's formula may stand where it is used.
    [Fact]
    public void EveryAttributeHasARuleOrAFormulaAndEveryRuleAnAttribute() => Assert.Equal(
        LayerRule.Kinds.Concat(["Activation", "Branch"]).Order(StringComparer.Ordinal),
        Attributes.Where(t => t.GetCustomAttribute<FormulaAttribute>() is null).Select(t => t.Name[..^"Attribute".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFormulaOfOursIsRight() => Assert.All(
        Attributes.Where(t => t.IsDefined(typeof(FormulaAttribute))),
        t =>
        {
            string[] constants = [.. t.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name!), .. t.GetCustomAttributes<LearnedAttribute>().Select(l => l.Name)];
            Assert.NotNull(FormulaParser.Parse(t.GetCustomAttribute<FormulaAttribute>()!.Formula, constants.Append("x"), out _));
        });

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
