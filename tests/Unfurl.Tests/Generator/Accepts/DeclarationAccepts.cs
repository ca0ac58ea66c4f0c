using System.Reflection;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Accepts;

/// <summary>Places a class may stand and names it may have: no diagnostic, no warning, code that loads.</summary>
public sealed class DeclarationAccepts
{
    private const string Body = "[Network(4)] [Dense(2), ReLU] [Loss(Loss.CrossEntropy)]";

    [Theory]
    [InlineData("global namespace", Body + " public partial class Tiny;", "Tiny")]
    [InlineData("internal", "namespace A; " + Body + " internal partial class Tiny;", "A.Tiny")]
    [InlineData("sealed", "namespace A; " + Body + " public sealed partial class Tiny;", "A.Tiny")]
    [InlineData("keyword", "namespace A; " + Body + " public partial class @class;", "A.class")]
    [InlineData("contextual keyword", "namespace A; " + Body + " public partial class @record;", "A.record")]
    [InlineData("keyword in the namespace", "namespace A.@event; " + Body + " public partial class Tiny;", "A.event.Tiny")]
    [InlineData("namespace called System", "namespace My.System; " + Body + " public partial class Tiny;", "My.System.Tiny")]
    [InlineData("namespace called Unfurl", "namespace My.Unfurl; " + Body + " public partial class Tiny;", "My.Unfurl.Tiny")]
    [InlineData("nested", "namespace A; public partial class Outer { " + Body + " public partial class Tiny; }", "A.Outer+Tiny")]
    [InlineData("nested twice", "public partial class Outer { public partial struct Middle { " + Body + " public partial class Tiny; } }", "Outer+Middle+Tiny")]
    [InlineData("nested in a record", "public partial record Outer { " + Body + " public partial class Tiny; }", "Outer+Tiny")]
    [InlineData("nested in a record struct", "public partial record struct Outer { " + Body + " public partial class Tiny; }", "Outer+Tiny")]
    [InlineData("nested in an interface", "public partial interface IOuter { " + Body + " public partial class Tiny; }", "IOuter+Tiny")]
    [InlineData("nested in a static class", "public static partial class Outer { " + Body + " public partial class Tiny; }", "Outer+Tiny")]
    [InlineData("nested in a keyword", "public partial class @for { " + Body + " public partial class Tiny; }", "for+Tiny")]
    [InlineData("private nested", "public partial class Outer { " + Body + " private partial class Tiny; }", "Outer+Tiny")]
    [InlineData("protected nested", "public partial class Outer { " + Body + " protected internal partial class Tiny; }", "Outer+Tiny")]
    [InlineData("base class", "public class Base { public int Number; } " + Body + " public partial class Tiny : Base;", "Tiny")]
    [InlineData("base class and interface", "public class Base; public interface IMine; " + Body + " public partial class Tiny : Base, IMine;", "Tiny")]
    [InlineData("doc comment", "/// <summary>My network.</summary>\n" + Body + " public partial class Tiny;", "Tiny")]
    [InlineData("members of its own", Body + " public partial class Tiny { public int Answer() => 42; public Tiny(string file) : this(LoadWeights(file)) { } }", "Tiny")]
    [InlineData("second declaration without layers", Body + " public partial class Tiny; public partial class Tiny { public int X; }", "Tiny")]
    [InlineData("types that hide ours", "namespace A { class Unsafe; class Vector512; class Lanes; class Workspace; class Arguments; class Span; class Math; class Fma; " + Body + " public partial class Tiny; }", "A.Tiny")]
    [InlineData("global types that hide ours", "class Unsafe; class Vector512; class Lanes; class Workspace; class Arguments; class Span; class Math; class Fma; " + Body + " public partial class Tiny;", "Tiny")]
    [InlineData("members that hide ours", Body + " public partial class Tiny { public int Arguments, Unsafe, MemoryMarshal, Span; }", "Tiny")]
    [InlineData("letters beyond ASCII", "namespace Größe; " + Body + " public partial class Прямая;", "Größe.Прямая")]
    [InlineData("aliased attribute", "using D = Unfurl.DenseAttribute; [Network(4)] [D(2)] public partial class Tiny;", "Tiny")]
    [InlineData("attributes in full", "[global::Unfurl.NetworkAttribute(4), Unfurl.DenseAttribute(2)] public partial class Tiny;", "Tiny")]
    public void CompilesAndLoads(string what, string source, string type)
    {
        Type? network = GeneratorRun.Clean(source).Load().GetType(type);
        Assert.True(network is not null, what);
        const BindingFlags Any = BindingFlags.Public | BindingFlags.Static;
        Assert.Equal(2, network.GetField("OutputLength", Any)!.GetValue(null));
        object instance = Activator.CreateInstance(network, [1])!;
        Assert.Equal(network.Name, ((INetwork)instance).Name);
    }

    [Fact]
    public void TwoNetworksInOneFile() => GeneratorRun.Clean($"namespace A; {Body} public partial class One; {Body} public partial class Two;");

    [Fact]
    public void OneNameInTwoNamespaces() =>
        GeneratorRun.Clean($"namespace A {{ {Body} public partial class Tiny; }} namespace B {{ {Body} public partial class Tiny; }}");

    [Fact]
    public void OneNameInTwoClasses() => GeneratorRun.Clean(
        $"public partial class A {{ {Body} public partial class Tiny; }} public partial class B {{ {Body} public partial class Tiny; }}");

    // Users' activations inherit from ours that a class may carry several.
    [Fact]
    public void ActivationUsedTwice() => GeneratorRun.Clean("""
        [Formula("x * sigmoid(x)")] public sealed class SiLUAttribute : ActivationAttribute;
        [Network(4)] [Dense(3), SiLU, Dense(2), SiLU] public partial class Tiny;
        """);

    [Fact]
    public void ActivationWithTheNameOfALayerAndABaseWithTheFormula() => GeneratorRun.Clean("""
        namespace Mine;
        [Formula("x * 0.5")] public abstract class HalfAttribute : ActivationAttribute;
        public sealed class ConvAttribute : HalfAttribute;
        [Network(4)] [Dense(2), Conv] public partial class Tiny;
        """);

    [Fact]
    public void UnusedBlocksOfLayersAreNotNetworks() => UserCompiler.Clean("""
        namespace Mine;
        [Conv(4, 3), ReLU] public sealed class StemAttribute : BlockAttribute;
        [ReLU] public sealed class TwiceAttribute : ActivationAttribute;
        [System.Obsolete] public class Plain;
        """);
}
