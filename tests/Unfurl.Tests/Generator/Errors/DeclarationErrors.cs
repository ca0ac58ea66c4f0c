using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>00xx.</summary>
public sealed class DeclarationErrors
{
    internal static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["not partial"] = new(
            "[Network(4)] [Dense(2)] public class {|UNF0001:Tiny|};",
            "Network 'Tiny' is not partial; write 'partial class Tiny' so that its code can be added"),
        ["nested in a class that is not partial"] = new(
            "public class Outer { [Network(4)] [Dense(2)] public partial class {|UNF0002:Tiny|}; }",
            "Network 'Tiny' stands inside 'Outer', which is not partial; write 'partial' there too"),
        ["nested in a generic class"] = new(
            "public partial class Outer<T> { [Network(4)] [Dense(2)] public partial class {|UNF0003:Tiny|}; }",
            "Network 'Tiny' cannot be generated because 'Outer' around it has type parameters"),
        ["generic"] = new(
            "[Network(4)] [Dense(2)] public partial class {|UNF0003:Tiny|}<T>;",
            "Network 'Tiny' cannot be generated because it has type parameters"),
        ["record"] = new(
            "[Network(4)] [Dense(2)] public partial record {|UNF0004:Tiny|};",
            "Network 'Tiny' is a record, expected a class; its state is not its identity"),
        ["no input size"] = new(
            "[{|UNF0005:Network|}] [Dense(2)] public partial class Tiny;",
            "Network 'Tiny' has no input size; write [Network(features)], [Network(channels, length)] or [Network(channels, height, width)], or name inputs by [Input]"),
        ["mode but no input size"] = new(
            "[{|UNF0005:Network(Mode = NetworkMode.Inference)|}] [Dense(2)] public partial class Tiny;",
            "Network 'Tiny' has no input size; write [Network(features)], [Network(channels, length)] or [Network(channels, height, width)], or name inputs by [Input]"),
        ["layers on two declarations"] = new(
            "[Network(4)] [Dense(3)] public partial class Tiny; [{|UNF0006:ReLU|}, Dense(2)] public partial class Tiny;",
            "[ReLU] of network 'Tiny' stands on another partial declaration than [Network]; move it there, or the order of layers would depend on file names"),
        ["loss on another declaration"] = new(
            "[Network(4)] [Dense(3)] public partial class Tiny; [{|UNF0006:Loss(Loss.CrossEntropy)|}] public partial class Tiny;",
            "[Loss] of network 'Tiny' stands on another partial declaration than [Network]; move it there, or the order of layers would depend on file names"),
        ["layers without [Network]"] = new(
            "[{|UNF0007:Dense(3)|}, ReLU] public partial class Tiny;",
            "Class 'Tiny' carries [Dense] but no [Network(...)], which gives the input size; no code is generated for it"),
        ["loss without [Network]"] = new(
            "[{|UNF0007:Loss(Loss.CrossEntropy)|}] public class Tiny;",
            "Class 'Tiny' carries [Loss] but no [Network(...)], which gives the input size; no code is generated for it"),
        ["duplicate Name"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), ReLU, {|UNF0008:Dense(2, Name = \"a\")|}] public partial class Tiny;",
            "[Dense] (layer 3) takes the name 'a', which [Dense] (layer 1) has already"),
        ["Name that another layer has by counting"] = new(
            "[Network(4)] [Dense(3, Name = \"dense2\"), ReLU, {|UNF0008:Dense(2)|}] public partial class Tiny;",
            "[Dense] (layer 3) takes the name 'dense2', which [Dense] (layer 1) has already"),
        ["unknown From"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(3, Name = \"b\"), {|UNF0009:Dense(2, From = \"c\")|}] public partial class Tiny;",
            "Layer 'dense3' reads 'c', but no earlier layer has that name; there are 'a', 'b'"),
        ["unknown From where no layer has a Name"] = new(
            "[Network(4)] [Dense(3), {|UNF0009:Dense(2, From = \"b\")|}] public partial class Tiny;",
            "Layer 'dense2' reads 'b', but no earlier layer has that name; no earlier layer has a Name"),
        ["wrong formula"] = new(
            "[Formula(\"x + {|UNF0010:z|}\")] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [Odd] public partial class Tiny;",
            "The formula of Layer 'odd1' is wrong: \"x + z\" does not know 'z'; the words are x, pow, sqrt, exp, log, log1p, expm1, sin, cos, tan, sinh, cosh, tanh, asinh, atan, sinc, erf, sigmoid, softplus, abs, sign, step, max, min, where (character 5)"),
        ["no formula text"] = new(
            "[Formula({|UNF0010:null!|})] public sealed class OddAttribute : ActivationAttribute; [Network(4)] [Odd] public partial class Tiny;",
            "The formula of Layer 'odd1' is wrong: \"\" ends where a term is expected (character 1)"),
        ["static"] = new(
            "[Network(4)] [Dense(2)] public static partial class {|UNF0011:Tiny|};",
            "Network 'Tiny' is static, expected a class that 'new Tiny(seed)' can make"),
        ["abstract"] = new(
            "[Network(4)] [Dense(2)] public abstract partial class {|UNF0011:Tiny|};",
            "Network 'Tiny' is abstract, expected a class that 'new Tiny(seed)' can make"),
        ["primary constructor"] = new(
            "[Network(4)] [Dense(2)] public partial class {|UNF0011:Tiny|}(int size) { public int Size => size; }",
            "Network 'Tiny' is declared with a primary constructor, expected a class that 'new Tiny(seed)' can make"),
        ["layer of one's own"] = new(
            "namespace Mine; public sealed class OddAttribute : LayerAttribute; [Network(4)] [Dense(2), {|UNF0012:Odd|}] public partial class Tiny;",
            "[Mine.OddAttribute] derives from LayerAttribute but is none of Unfurl's layers; an activation of your own derives from ActivationAttribute and carries [Formula]"),
        ["layer of one's own with the name of one of ours"] = new(
            "namespace Mine; public sealed class DenseAttribute(int features) : LayerAttribute { public int F => features; } [Network(4)] [{|UNF0012:Dense(2)|}] public partial class Tiny;",
            "[Mine.DenseAttribute] derives from LayerAttribute but is none of Unfurl's layers; an activation of your own derives from ActivationAttribute and carries [Formula]"),
        ["no layers"] = new(
            "[Network(4)] [Loss(Loss.CrossEntropy)] public partial class {|UNF0013:Tiny|};",
            "Network 'Tiny' has no layers; put at least one on the class, such as [Dense(10)]"),
        ["name of a member"] = new(
            "[Network(4)] [Dense(2)] public partial class {|UNF0014:Weights|};",
            "Network 'Weights' has the name of a member that every network gets; give the class another name"),
        ["file-local"] = new(
            "[Network(4)] [Dense(2)] file partial class {|UNF0015:Tiny|};",
            "Network 'Tiny' cannot be generated because it is local to its file and generated code is another file; remove 'file'"),
        ["nested in a file-local class"] = new(
            "file partial class Outer { [Network(4)] [Dense(2)] public partial class {|UNF0015:Tiny|}; }",
            "Network 'Tiny' cannot be generated because 'Outer' around it is local to its file and generated code is another file; remove 'file'"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();
}
