using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>04xx: names, branches, joins, blocks.</summary>
public sealed class GraphErrors
{
    private const string Tiny = "public partial class Tiny;";

    internal static readonly Dictionary<string, GraphCase> Cases = new()
    {
        ["From a later layer"] = new(
            "[Network(4)] [{|UNF0401:Dense(3, From = \"b\")|}, Dense(2, Name = \"b\", From = \"input\")] " + Tiny,
            "Layer 'dense1' reads 'b', which is declared after it; a layer reads what stands before it"),
        ["From a later layer by its default name"] = new(
            "[Network(4)] [ReLU, {|UNF0401:Dense(3, From = \"tanh1\")|}, Tanh(From = \"relu1\")] " + Tiny,
            "Layer 'dense1' reads 'tanh1', which is declared after it; a layer reads what stands before it"),
        ["From a layer of a branch that starts again before it"] = new(
            "[Network(4)] [Branch, {|UNF0401:Dense(4, From = \"c\")|}, Branch, Dense(4, Name = \"c\"), Add] " + Tiny,
            "Layer 'dense1' reads 'c', which is declared after it; a layer reads what stands before it"),
        ["join of a later layer"] = new(
            "[Network(4)] [{|UNF0401:Add(From = \"input, b\")|}, Dense(4, Name = \"b\", From = \"input\")] " + Tiny,
            "Layer 'add1' reads 'b', which is declared after it; a layer reads what stands before it"),
        ["From a later layer in a block"] = new(
            "[Branch, {|UNF0401:Dense(2, From = \"b\")|}, Branch, Dense(2, Name = \"b\"), Add] public sealed class StemAttribute : BlockAttribute; [Network(4)] [ReLU, {|use:Stem|}] " + Tiny,
            "Layer 'stem1.dense1' reads 'b', which is declared after it; a layer reads what stands before it"),
        ["From itself"] = new(
            "[Network(4)] [{|UNF0402:Dense(3, Name = \"a\", From = \"a\")|}] " + Tiny,
            "Layer 'a' reads 'a', which itself depends on Layer 'a'; a network has no cycles"),
        ["cycle"] = new(
            "[Network(4)] [{|UNF0402:Dense(3, From = \"b\")|}, ReLU, Dense(2, Name = \"b\")] " + Tiny,
            "Layer 'dense1' reads 'b', which itself depends on Layer 'dense1'; a network has no cycles"),
        ["cycle over branches"] = new(
            "[Network(4)] [{|UNF0402:Dense(4, From = \"c\")|}, Branch, Dense(4, From = \"input\"), Branch, Add(Name = \"c\")] " + Tiny,
            "Layer 'dense1' reads 'c', which itself depends on Layer 'dense1'; a network has no cycles"),
        ["cycle over a join with a name"] = new(
            "[Network(4)] [{|UNF0402:Dense(4, From = \"c\")|}, ReLU, Add(Name = \"c\", From = \"input\")] " + Tiny,
            "Layer 'dense1' reads 'c', which itself depends on Layer 'dense1'; a network has no cycles"),
        ["branches open at the end"] = new(
            "[Network(4)] [ReLU, {|UNF0403:Branch|}, Dense(3), Branch, Dense(3)] " + Tiny,
            "2 branches start here and are still open where the network ends; join them by [Concat], [Add] or [Multiply]"),
        ["branches open at the end of a block"] = new(
            "[{|UNF0403:Branch|}, ReLU, Branch, Tanh, Branch] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}, Add] " + Tiny,
            "3 branches start here and are still open where block 'Stem' ends; join them by [Concat], [Add] or [Multiply]"),
        ["branches a join with names leaves open"] = new(
            "[Network(4)] [{|UNF0403:Branch|}, ReLU(Name = \"a\"), Branch, Tanh(Name = \"b\"), Add(From = \"a, b\")] " + Tiny,
            "2 branches start here and are still open where the network ends; join them by [Concat], [Add] or [Multiply]"),
        ["join of nothing"] = new(
            "[Network(4)] [Dense(3), {|UNF0404:Add|}] " + Tiny,
            "Layer 'add1' joins 0 values, expected at least 2: put [Branch] before each part, or name them in From = \"a, b\""),
        ["join of one branch"] = new(
            "[Network(4)] [Branch, Dense(3), {|UNF0404:Concat|}] " + Tiny,
            "Layer 'concat1' joins 1 values, expected at least 2: put [Branch] before each part, or name them in From = \"a, b\""),
        ["second join of the same branches"] = new(
            "[Network(4)] [Branch, ReLU, Branch, Tanh, Add, {|UNF0404:Multiply|}] " + Tiny,
            "Layer 'multiply1' joins 0 values, expected at least 2: put [Branch] before each part, or name them in From = \"a, b\""),
        ["join inside a block of branches outside"] = new(
            "[ReLU, {|UNF0404:Add|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Branch, Tanh, Branch, {|use:Stem|}] " + Tiny,
            "Layer 'stem1.add1' joins 0 values, expected at least 2: put [Branch] before each part, or name them in From = \"a, b\""),
        ["concat of two heights"] = new(
            "[Network(1, 8, 8)] [Branch, Conv(4, 1), ReLU, Branch, Conv(6, 3), {|UNF0405:Concat|}] " + Tiny,
            "Layer 'concat1' joins 'relu1', which gives 4x8x8, and 'conv2', which gives 6x6x6; expected the same height and width"),
        ["concat of a map and a vector"] = new(
            "[Network(2, 4, 4)] [Branch, ReLU, Branch, Flatten, {|UNF0405:Concat|}] " + Tiny,
            "Layer 'concat1' joins 'relu1', which gives 2x4x4, and 'flatten1', which gives 32; expected the same height and width"),
        ["concat of a vector and a map"] = new(
            "[Network(2, 4, 4)] [Branch, Flatten, Branch, ReLU, {|UNF0405:Concat|}] " + Tiny,
            "Layer 'concat1' joins 'flatten1', which gives 32, and 'relu1', which gives 2x4x4; expected vectors"),
        ["sum of two lengths"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(2), {|UNF0405:Add(From = \"a\")|}] " + Tiny,
            "Layer 'add1' joins 'a', which gives 3, and 'dense2', which gives 2; expected the same shape, or 1 on the axes that differ"),
        ["product of maps and too few channels"] = new(
            "[Network(4, 6, 6)] [Branch, ReLU, Branch, GlobalAveragePool, Flatten, Dense(3), {|UNF0405:Multiply|}] " + Tiny,
            "Layer 'multiply1' joins 'relu1', which gives 4x6x6, and 'dense1', which gives 3; expected the same shape, or 1 on the axes that differ"),
        ["sum in a block that changes the channels"] = new(
            "[Branch, Conv(nameof(c), 1), Branch, {|UNF0405:Add|}] public sealed class ResidualAttribute(int c) : BlockAttribute; [Network(4, 6, 6)] [ReLU, {|use:Residual(3)|}] " + Tiny,
            "Layer 'residual1.add1' joins 'relu1', which gives 4x6x6, and 'residual1.conv1', which gives 3x6x6; expected the same shape, or 1 on the axes that differ"),
        ["block that uses itself"] = new(
            "[ReLU, {|UNF0406:Stem|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "Block 'Stem' uses itself: [Stem] stands in 'Stem'"),
        ["blocks that use each other"] = new(
            "[ReLU, B] public sealed class AAttribute : BlockAttribute; [{|UNF0406:A|}] public sealed class BAttribute : BlockAttribute; [Network(4)] [Tanh, {|use:A|}] " + Tiny,
            "Block 'A' uses itself: [A] stands in 'B' in 'A'"),
        ["empty block"] = new(
            "public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|UNF0407:Stem|}, Dense(2)] " + Tiny,
            "Layer 'stem1': block 'Stem' has no layers; put at least one on the class 'StemAttribute'"),
        ["empty block in a block"] = new(
            "public sealed class AAttribute : BlockAttribute; [ReLU, {|UNF0407:A|}] public sealed class BAttribute : BlockAttribute; [Network(4)] [{|use:B|}] " + Tiny,
            "Layer 'b1.a1': block 'A' has no layers; put at least one on the class 'AAttribute'"),
        ["block whose layers stand on its base class"] = new(
            "[ReLU] public class AAttribute : BlockAttribute; public sealed class BAttribute : AAttribute; [Network(4)] [{|UNF0407:B|}] " + Tiny,
            "Layer 'b1': block 'B' has no layers; put at least one on the class 'BAttribute'"),
        ["unknown parameter"] = new(
            "[{|UNF0408:Dense(\"2 * d\")|}] public sealed class StemAttribute(int c, int s) : BlockAttribute; [Network(4)] [{|use:Stem(1, 2)|}] " + Tiny,
            "Layer 'stem1.dense1': features is \"2 * d\", but 'd' is no parameter of block 'Stem'; it has c, s"),
        ["parameter of a block without any"] = new(
            "[{|UNF0408:Dense(\"d\")|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "Layer 'stem1.dense1': features is \"d\", but 'd' is no parameter of block 'Stem'; it has none"),
        ["unknown parameter in With"] = new(
            "[{|UNF0408:Conv(4, 3, With = \"Stride = t\")|}] public sealed class StemAttribute(int s) : BlockAttribute; [Network(1, 8, 8)] [{|use:Stem(2)|}] " + Tiny,
            "Layer 'stem1.conv1': Stride is \"t\", but 't' is no parameter of block 'Stem'; it has s"),
        ["parameter of the block around"] = new(
            "[{|UNF0408:Dense(\"c\")|}] public sealed class AAttribute : BlockAttribute; [A] public sealed class BAttribute(int c) : BlockAttribute; [Network(4)] [{|use:B(3)|}] " + Tiny,
            "Layer 'b1.a1.dense1': features is \"c\", but 'c' is no parameter of block 'A'; it has none"),
        ["expression on a network"] = new(
            "[Network(4)] [{|UNF0408:Dense(\"c\")|}] " + Tiny,
            "Layer 'dense1': features is \"c\", but 'c' is no parameter of a network; it has none"),
        ["missing parenthesis"] = Expression("(c + 1", "a ')' is missing"),
        ["superfluous parenthesis"] = Expression("c + 1)", "')' at column 6 is not expected"),
        ["unknown character"] = Expression("c ^ 2", "'^' at column 3 is not expected"),
        ["empty expression"] = Expression("", "it ends where a number or a name is expected"),
        ["expression that ends early"] = Expression("c +", "it ends where a number or a name is expected"),
        ["two numbers in a row"] = Expression("2 c", "'c' at column 3 is not expected"),
        ["number with two points"] = Expression("1.2.3", "'1.2.3' is no number"),
        ["division by zero"] = Expression("8 / (c - 3)", "it divides by 0"),
        ["remainder of zero"] = Expression("8 % (c - 3)", "it divides by 0"),
        ["too long"] = Expression(string.Join(" + ", Enumerable.Repeat("c", 60)), "it is longer than 200 characters"),
        ["With that is no list"] = new(
            "[{|UNF0409:Conv(4, 3, With = \"Stride\")|}] public sealed class StemAttribute(int s) : BlockAttribute; [Network(1, 8, 8)] [{|use:Stem(2)|}] " + Tiny,
            "Layer 'stem1.conv1': With is \"Stride\"; expected 'Argument = expression', separated by commas"),
        ["With of no such argument"] = new(
            "[{|UNF0410:Dense(4, With = \"Stride = s\")|}] public sealed class StemAttribute(int s) : BlockAttribute; [Network(4)] [{|use:Stem(2)|}] " + Tiny,
            "Layer 'stem1.dense1': With gives 'Stride', which the attribute does not have; it has features, Bias, Frozen, InitGain, InitValue"),
        ["With of a text"] = new(
            "[{|UNF0410:Dense(4, With = \"Name = s\")|}] public sealed class StemAttribute(int s) : BlockAttribute; [Network(4)] [{|use:Stem(2)|}] " + Tiny,
            "Layer 'stem1.dense1': With gives 'Name', which the attribute does not have; it has features, Bias, Frozen, InitGain, InitValue"),
        ["Repeat 0"] = new(
            "[ReLU] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|UNF0411:Stem(Repeat = 0)|}] " + Tiny,
            "Layer 'stem1': Repeat is 0, expected 1 to 1000"),
        ["Repeat 1001"] = new(
            "[ReLU] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|UNF0411:Stem(Repeat = 1001)|}] " + Tiny,
            "Layer 'stem1': Repeat is 1001, expected 1 to 1000"),
        ["Repeat that is no whole number"] = new(
            "[ReLU] public sealed class AAttribute : BlockAttribute; [{|UNF0411:A(With = \"Repeat = n / 2.0\")|}] public sealed class BAttribute(int n) : BlockAttribute; [Network(4)] [{|use:B(3)|}] " + Tiny,
            "Layer 'b1.a1': Repeat is 1.5, expected 1 to 1000"),
        ["output of an unknown layer"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(2)] [Output(\"x\")] [{|UNF0412:Output(\"y\", From = \"b\")|}] " + Tiny,
            "Output 'y' shows 'b', but no layer has that name; there are 'a'"),

        // Ids of other families, at places that only blocks, inputs and outputs have.
        ["fraction where a whole number is needed"] = new(
            "[{|UNF0101:Dense(\"c / 2.0\")|}] public sealed class StemAttribute(int c) : BlockAttribute; [Network(4)] [{|use:Stem(3)|}] " + Tiny,
            "Layer 'stem1.dense1': features is 1.5, expected at least 1 and a whole number"),
        ["negative stride through With"] = new(
            "[{|UNF0101:Conv(2, 3, With = \"Stride = 1 - s\")|}] public sealed class StemAttribute(int s) : BlockAttribute; [Network(1, 8, 8)] [{|use:Stem(2)|}] " + Tiny,
            "Layer 'stem1.conv1': Stride is -1, expected at least 1"),
        ["Dense after a map inside a block in a block"] = new(
            "[{|UNF0103:Dense(3)|}] public sealed class AAttribute : BlockAttribute; [Conv(2, 3), A] public sealed class BAttribute : BlockAttribute; [Network(1, 8, 8)] [ReLU, {|use:B(Name = \"body\")|}] " + Tiny,
            "Layer 'body.a1.dense1' expects a vector, but 'body.conv1' gives 2x6x6; put [Flatten] between them"),
        ["unknown name inside a block"] = new(
            "[Dense(3, Name = \"a\"), {|UNF0009:Dense(3, From = \"b\")|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Dense(4, Name = \"b\"), {|use:Stem|}] " + Tiny,
            "Layer 'stem1.dense2' reads 'b', but no earlier layer has that name; there are 'a'"),
        ["layer inside a block without the block's name"] = new(
            "[Dense(3, Name = \"a\")] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Stem(Name = \"body\"), ReLU, {|UNF0009:Add(From = \"a\")|}] " + Tiny,
            "Layer 'add1' reads 'a', but no earlier layer has that name; there are 'body.a', 'body'"),
        ["unknown name among those of a join"] = new(
            "[Network(4)] [Dense(4, Name = \"a\"), ReLU, {|UNF0009:Add(From = \"a, b\")|}] " + Tiny,
            "Layer 'add1' reads 'b', but no earlier layer has that name; there are 'a'"),
        ["bad name inside a block"] = new(
            "[{|UNF0203:Dense(3, Name = \"a b\")|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "[Dense] (layer 1): Name is \"a b\", expected a letter, then letters, digits, '_' and single '.', at most 200"),
        ["one name twice inside a block"] = new(
            "[Dense(3, Name = \"a\"), {|UNF0008:Dense(3, Name = \"a\")|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "[Dense] (layer 2) takes the name 'stem1.a', which [Dense] (layer 1) has already"),
        ["repetitions that run into another block"] = new(
            "[Dense(4)] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Stem(Name = \"a.1\", Repeat = 2), {|UNF0008:Stem(Name = \"a.2\")|}] " + Tiny,
            "Layer 'a.2' takes the name 'a.2', which another layer or input has already"),
        ["layer with the name of one inside a block"] = new(
            "[Dense(4)] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Stem, {|UNF0008:Dense(4, Name = \"stem1.dense1\")|}] " + Tiny,
            "Layer 'stem1.dense1' takes the name 'stem1.dense1', which another layer or input has already"),
        ["layer with the name of the input"] = new(
            "[Network(4)] [{|UNF0008:Dense(4, Name = \"input\")|}] " + Tiny,
            "Layer 'input' takes the name 'input', which another layer or input has already"),
        ["one key twice over blocks"] = new(
            "[{|UNF0202:Dense(4)|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Stem(Key = \"a\"), {|use:Stem(Key = \"a\")|}] " + Tiny,
            "Layer 'stem2.dense1' would store its weights as 'a.dense1.weight', as Layer 'stem1.dense1' does already; give one of them another Name or Key"),
        ["layer of one's own inside a block"] = new(
            "namespace Mine; public sealed class OddAttribute : LayerAttribute; [{|UNF0012:Odd|}] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "[Mine.OddAttribute] derives from LayerAttribute but is none of Unfurl's layers; an activation of your own derives from ActivationAttribute and carries [Formula]"),
        ["blocks in blocks that make too many layers"] = new(
            "[ReLU, ReLU] public sealed class AAttribute : BlockAttribute; [A(Repeat = 1000)] public sealed class BAttribute : BlockAttribute; [Network(4)] [Tanh, {|UNF0204:B(Repeat = 9)|}] " + Tiny,
            "Network 'Tiny': the number of layers with all blocks is 10001, expected at most 10000"),
        ["no input at all"] = new(
            "[{|UNF0005:Network|}] [Dense(3)] [Output(\"x\")] " + Tiny,
            "Network 'Tiny' has no input size; write [Network(features)], [Network(channels, length)] or [Network(channels, height, width)], or name inputs by [Input]"),
        ["size of an input"] = new(
            "[Network] [Input(\"a\", 4), {|UNF0101:Input(\"b\", 2, 0)|}] [Dense(3)] " + Tiny, "Input 'b': input size is 0, expected at least 1"),
        ["input too large"] = new(
            "[Network] [Input(\"a\", 4), {|UNF0105:Input(\"b\", 67108865)|}] [Dense(3)] " + Tiny,
            "Input 'b': input [67108865] takes 67108880 numbers in memory, expected at most 67108864"),
        ["name of an input"] = new(
            "[Network] [{|UNF0203:Input(\"a b\", 4)|}] [Dense(3)] " + Tiny,
            "Input 'a b': name is \"a b\", expected a letter, then letters, digits, '_' and single '.', at most 200"),
        ["name of an output"] = new(
            "[Network(4)] [Dense(3)] [{|UNF0203:Output(\"\")|}] " + Tiny,
            "Output '': name is \"\", expected a letter, then letters, digits, '_' and single '.', at most 200"),
        ["two inputs of one name"] = new(
            "[Network] [Input(\"a\", 4), {|UNF0008:Input(\"a\", 4)|}] [Dense(3)] " + Tiny, "Input 'a' takes the name 'a', which input 'a' has already"),
        ["input called as that of [Network]"] = new(
            "[Network(4)] [{|UNF0008:Input(\"input\", 4)|}] [Dense(3)] " + Tiny, "Input 'input' takes the name 'input', which input 'input' has already"),
        ["two inputs of one parameter"] = new(
            "[Network] [Input(\"left.eye\", 4), {|UNF0008:Input(\"leftEye\", 4)|}] [Dense(3)] " + Tiny,
            "Input 'leftEye' takes the name 'leftEye', which input 'left.eye' has already"),
        ["two outputs of one name"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), Dense(2)] [Output(\"x\")] [{|UNF0008:Output(\"x\", From = \"a\")|}] " + Tiny,
            "Output 'x' takes the name 'x', which output 'x' has already"),
        ["output with the name of an input"] = new(
            "[Network(4)] [Dense(3)] [{|UNF0008:Output(\"input\")|}] " + Tiny, "Output 'input' takes the name 'input', which input 'input' has already"),
        ["input on another declaration"] = new(
            "[Network(4)] [Dense(3)] public partial class Tiny; [{|UNF0006:Input(\"a\", 4)|}] " + Tiny,
            "[Input] of network 'Tiny' stands on another partial declaration than [Network]; move it there, or the order of layers would depend on file names"),
        ["loss, input and output on a block"] = new(
            "[Dense(2)] [{|UNF0414:Input(\"a\", 4)|}] [{|UNF0414:Output(\"b\")|}] [{|UNF0414:Loss(Loss.CrossEntropy)|}] public sealed class HeadAttribute : BlockAttribute; "
            + "[Network(4)] [Head] " + Tiny,
            "[Input] has no effect on block 'Head'; put it on the network that uses the block",
            "[Output] has no effect on block 'Head'; put it on the network that uses the block",
            "[Loss] has no effect on block 'Head'; put it on the network that uses the block"),
        ["output without [Network]"] = new(
            "[{|UNF0007:Output(\"a\")|}] public class Tiny;",
            "Class 'Tiny' carries [Output] but no [Network(...)], which gives the input size; no code is generated for it"),
        ["loss of an unknown layer in a block"] = new(
            "[Dense(3, Name = \"a\")] public sealed class StemAttribute : BlockAttribute; [Network(4)] [Stem, ReLU] [{|UNF0302:Loss(Loss.CrossEntropy, From = \"a\")|}] " + Tiny,
            "Loss CrossEntropy judges 'a', but no layer has that name; there are 'stem1.a'"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();

    // A block that comes with an assembly has no source here: then its use is all there is to show. Source of another project of the solution
    // is not this compilation's to point at.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MistakesInsideABlockOfAnotherProjectAreShownAtItsUse(bool compiled)
    {
        (Diagnostic[] reported, Diagnostic[] wrong) = OtherProject.Run(
            "[Conv(nameof(c), 3), ReLU] public sealed class StemAttribute(int c) : BlockAttribute;",
            "[Network(1, 8, 8)] [ReLU, Stem(0)] public partial class Tiny;",
            compiled);
        Diagnostic only = Assert.Single(reported);
        Assert.Equal("UNF0101", only.Id);
        Assert.Equal("Layer 'stem1.conv1': channels is 0, expected at least 1", only.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("Stem(0)", GraphCase.Underlined(only.Location));
        Assert.Empty(only.AdditionalLocations);
        Assert.Empty(wrong);
    }

    private static GraphCase Expression(string expression, string reason) => new(
        "[{|UNF0409:Dense(\"" + expression + "\")|}] public sealed class StemAttribute(int c) : BlockAttribute; [Network(4)] [ReLU, {|use:Stem(3)|}] " + Tiny,
        $"Layer 'stem1.dense1': features is \"{expression}\"; {reason}");
}
