using System.Reflection;
using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>What the pipeline carries is plain data.</summary>
public sealed class ModelTests
{
    private const string Source = "namespace A; [Dense(\"c\")] public sealed class HiddenAttribute : BlockAttribute { public HiddenAttribute(int c) => _ = c; } "
        + "[Network(1, 8, 8)] [Input(\"x\", 3)] [Conv(2, 3, Name = \"a\"), ReLU, Dropout(0.5), Flatten, Concat(From = \"x\"), Hidden(3), Dense(2)] [Output(\"y\")] "
        + "[Loss(Loss.CrossEntropy, Weight = 0.5)] public partial class Tiny;";

    [Fact]
    public void EqualSourcesAreEqualModels()
    {
        NetworkSpec one = GeneratorRun.Of(Source).Spec("Tiny"), two = GeneratorRun.Of(Source + " // comment").Spec("Tiny");
        Assert.NotSame(one, two);
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
    }

    [Theory]
    [InlineData("Conv(2, 3,", "Conv(2, 2,")]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("0.5), Flatten", "0.25), Flatten")]
    [InlineData("ReLU", "Tanh")]
    [InlineData("Weight = 0.5", "Weight = 0.25")]
    [InlineData("CrossEntropy", "MeanSquaredError")]
    [InlineData("CrossEntropy,", "CrossEntropy, ClassWeights = new double[] { 1, 2 },")]
    [InlineData("CrossEntropy,", "CrossEntropy, IgnoreLabel = -100,")]
    [InlineData("8, 8", "8, 9")]
    [InlineData("8, 8", "8, 8, Mode = NetworkMode.Inference")]
    [InlineData("namespace A", "namespace B")]
    [InlineData("Dense(\"c\")", "Dense(\"2 * c\")")]
    [InlineData("Dense(\"c\")", "Dense(\"c\", Frozen = true)")]
    [InlineData("Hidden(3)", "Hidden(4)")]
    [InlineData("Hidden(3)", "Hidden(3, Repeat = 2)")]
    [InlineData("Output(\"y\")", "Output(\"z\")")]
    [InlineData("Output(\"y\")", "Output(\"y\", From = \"a\")")]
    [InlineData("Input(\"x\", 3)", "Input(\"x\", 4)")]
    [InlineData("8, 8", "8, 8, Checkpoint = Checkpoint.Cheap")]
    public void DifferentSourcesAreDifferentModels(string old, string changed) => Assert.NotEqual(
        GeneratorRun.Of(Source).Spec("Tiny"), GeneratorRun.Of(Source.Replace(old, changed, StringComparison.Ordinal)).Spec("Tiny"));

    [Fact]
    public void ArraysAreEqualWhenTheirElementsAre()
    {
        EquatableArray<int> one = EquatableArray.Of(1, 2), same = new([1, 2]), other = EquatableArray.Of(1, 3);
        Assert.True(one.Equals(same) && one.Equals((object)same) && Equals(one, same));
        Assert.False(one.Equals(other) || one.Equals((object)other) || one.Equals((object)EquatableArray.Of(1L, 2L)) || one.Equals(null));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void DefaultArrayIsEmpty()
    {
        EquatableArray<string> none = default;
        Assert.True(none.Equals(EquatableArray.Of<string>()) && EquatableArray.Of<string>().Equals((object)none));
        Assert.Equal(none.GetHashCode(), EquatableArray.Of<string>().GetHashCode());
        Assert.Empty(none);
    }

    [Theory]
    [InlineData(typeof(NetworkSpec))]
    [InlineData(typeof(GeneratedFile))]
    public void HoldsNothingOfRoslyn(Type model)
    {
        var seen = new HashSet<Type>();
        Walk(model, model.Name, seen);
        Assert.Contains(typeof(string), seen);
    }

    // Through every field and type argument: strings, numbers, enums and arrays of them, or our own records of those.
    private static void Walk(Type type, string path, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || type == typeof(string))
            return;
        if (type.IsArray)
        {
            Walk(type.GetElementType()!, path + "[]", seen);
            return;
        }

        Assert.True(type.Assembly == typeof(NetworkSpec).Assembly || Nullable.GetUnderlyingType(type) is not null, $"{path} is {type}");
        foreach (Type argument in type.GetGenericArguments())
            Walk(argument, $"{path}<{argument.Name}>", seen);
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (FieldInfo field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.FieldType, $"{path}.{field.Name}", seen);
        }
    }
}
