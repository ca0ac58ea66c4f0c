using Unfurl.Generator;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Accepts;

/// <summary>Names, branches, blocks, inputs and outputs as they are meant: no diagnostic, no warning, and the layers and keys one expects.</summary>
public sealed class GraphAccepts
{
    private const string Tiny = " public partial class Tiny;";

    // Source, the layers with what they give, the keys of the weights.
    public static TheoryData<string, string, string, string> Cases => new()
    {
        {
            "branches",
            "[Network(1, 8, 8)] [Branch, Conv(4, 1), ReLU, Branch, Conv(6, 3, Padding = Padding.Same), Branch, Concat]",
            "conv1 4x8x8, relu1 4x8x8, conv2 6x8x8, concat1 11x8x8",
            "conv1.weight conv1.bias conv2.weight conv2.bias"
        },
        {
            "attribute order across lists",
            "[Network(4)]\n[Dense(3)]\n[ReLU, Dense(5)]\n[Tanh][Dense(2), Softmax]",
            "dense1 3, relu1 3, dense2 5, tanh1 5, dense3 2, softmax1 2",
            "dense1.weight dense1.bias dense2.weight dense2.bias dense3.weight dense3.bias"
        },
        {
            "second fork after a join",
            "[Network(4)] [Branch, ReLU, Branch, Add, Branch, Tanh, Branch, Sigmoid, Multiply, Dense(2)]",
            "relu1 4, add1 4, tanh1 4, sigmoid1 4, multiply1 4, dense1 2",
            "dense1.weight dense1.bias"
        },
        {
            "branch from a name",
            "[Network(4)] [Dense(3, Name = \"a\"), ReLU, Branch, Dense(3), Branch(From = \"a\"), Add]",
            "a 3, relu1 3, dense2 3, add1 3",
            "a.weight a.bias dense2.weight dense2.bias"
        },
        {
            "join by names, also default ones, in spite of spaces",
            "[Network(4)] [Dense(4), ReLU, Dense(4), Add(From = \" dense1,relu1 , input\"), Dense(2), Concat(From = \"dense2\")]",
            "dense1 4, relu1 4, dense2 4, add1 4, dense3 2, concat1 6",
            "dense1.weight dense1.bias dense2.weight dense2.bias dense3.weight dense3.bias"
        },
        {
            "join by names between branches",
            "[Network(4)] [Branch, ReLU(Name = \"a\"), Branch, Tanh(Name = \"b\"), Add(From = \"a\"), Concat]",
            "a 4, b 4, add1 4, concat1 8",
            ""
        },
        {
            "one number per channel",
            "[Network(4, 5, 5)] [Branch, Branch, GlobalAveragePool, Flatten, Dense(4), Sigmoid, Multiply]",
            "globalaveragepool1 4x1x1, flatten1 4, dense1 4, sigmoid1 4, multiply1 4x5x5",
            "dense1.weight dense1.bias"
        },
        {
            "block",
            "[Conv(nameof(c), 3, Padding = Padding.Same), BatchNorm, ReLU] public sealed class StemAttribute(int c) : BlockAttribute;"
                + "[Network(1, 8, 8)] [Stem(4), Stem(6, Name = \"body\")]",
            "stem1.conv1 4x8x8, stem1.batchnorm1 4x8x8, stem1.relu1 4x8x8, body.conv1 6x8x8, body.batchnorm1 6x8x8, body.relu1 6x8x8",
            "stem1.conv1.weight stem1.conv1.bias stem1.batchnorm1.weight stem1.batchnorm1.bias stem1.batchnorm1.running_mean stem1.batchnorm1.running_var "
                + "body.conv1.weight body.conv1.bias body.batchnorm1.weight body.batchnorm1.bias body.batchnorm1.running_mean body.batchnorm1.running_var"
        },
        {
            "blocks in blocks, with parameters passed on",
            "[Dense(nameof(n))] public sealed class AAttribute(object n) : BlockAttribute { public AAttribute(int n) : this((object)n) { } }"
                + "[A(\"2 * n\"), ReLU, A(3, Name = \"last\")] public sealed class BAttribute(object n) : BlockAttribute; [B(\"m + 1\", Name = \"in\")] public sealed class CAttribute(int m) : BlockAttribute;"
                + "[Network(4)] [C(2)]",
            "c1.in.a1.dense1 6, c1.in.relu1 6, c1.in.last.dense1 3",
            "c1.in.a1.dense1.weight c1.in.a1.dense1.bias c1.in.last.dense1.weight c1.in.last.dense1.bias"
        },
        {
            "Repeat",
            "[Dense(4, Bias = false)] public sealed class AAttribute : BlockAttribute; [Network(4)] [A(Repeat = 2), A(Name = \"body\", Repeat = 2)]",
            "a1.0.dense1 4, a1.1.dense1 4, body.0.dense1 4, body.1.dense1 4",
            "a1.0.dense1.weight a1.1.dense1.weight body.0.dense1.weight body.1.dense1.weight"
        },
        {
            "Repeat that counts on without a point",
            "[Dense(4, Bias = false)] public sealed class AAttribute : BlockAttribute; [Network(4)] [A(Name = \"layer1\", Repeat = 2), A(Name = \"layer9\", Repeat = 2)]",
            "layer1.dense1 4, layer2.dense1 4, layer9.dense1 4, layer10.dense1 4",
            "layer1.dense1.weight layer2.dense1.weight layer9.dense1.weight layer10.dense1.weight"
        },
        {
            "Repeat that counts on",
            "[Dense(4, Bias = false)] public sealed class AAttribute : BlockAttribute; [Network(4)] [A(Name = \"layer1.0\"), A(Name = \"layer1.1\", Repeat = 2), ReLU, Add(From = \"layer1.2\")]",
            "layer1.0.dense1 4, layer1.1.dense1 4, layer1.2.dense1 4, relu1 4, add1 4",
            "layer1.0.dense1.weight layer1.1.dense1.weight layer1.2.dense1.weight"
        },
        {
            "Key on blocks and on layers of them",
            "[Dense(4, Bias = false), Dense(4, Key = \"fc\", Bias = false)] public sealed class AAttribute : BlockAttribute; [Network(4)] [A(Key = \"features.0\"), A(Name = \"b\", Key = \"c\", Repeat = 2)]",
            "a1.dense1 4, a1.dense2 4, b.0.dense1 4, b.0.dense2 4, b.1.dense1 4, b.1.dense2 4",
            "features.0.dense1.weight features.0.fc.weight c.0.dense1.weight c.0.fc.weight c.1.dense1.weight c.1.fc.weight"
        },
        {
            "integer arithmetic",
            "[Dense(\"7 / 2\"), Dense(\"-n / 2 + 3\"), Dense(\"(n + 1) * 2 % 5\"), Dense(\" n*n-2 \"), Dense(\"7 / 2.0 * 2\"), Dense(\"--n\")] public sealed class AAttribute(int n) : BlockAttribute; [Network(4)] [A(3)]",
            "a1.dense1 3, a1.dense2 2, a1.dense3 3, a1.dense4 7, a1.dense5 7, a1.dense6 3",
            "a1.dense1.weight a1.dense1.bias a1.dense2.weight a1.dense2.bias a1.dense3.weight a1.dense3.bias a1.dense4.weight a1.dense4.bias a1.dense5.weight a1.dense5.bias a1.dense6.weight a1.dense6.bias"
        },
        {
            "numbers and names in one constructor",
            "[Conv(\"c\", 3), Conv(4, \"k\"), MaxPool(\"k\"), Dropout(\"p\"), LocalResponseNorm(\"k\")] public sealed class AAttribute(int c, int k, double p) : BlockAttribute; [Network(1, 9, 9)] [A(2, 2, 0.25)]",
            "a1.conv1 2x7x7, a1.conv2 4x6x6, a1.maxpool1 4x3x3, a1.dropout1 4x3x3, a1.localresponsenorm1 4x3x3",
            "a1.conv1.weight a1.conv1.bias a1.conv2.weight a1.conv2.bias"
        },
        {
            "With, also over what is given, flags and parameters of the constructor",
            "[Conv(4, 3, Padding = 1, With = \"Stride = s, Groups = 2 * g, Bias = s - 2\"), Conv(1, 1, With = \"channels = 8 * g\")] public sealed class AAttribute(int s, int g) : BlockAttribute; [Network(2, 8, 8)] [A(2, 1)]",
            "a1.conv1 4x4x4, a1.conv2 8x4x4",
            "a1.conv1.weight a1.conv2.weight a1.conv2.bias"
        },
        {
            "Repeat and Frozen through With",
            "[Dense(4, Bias = false)] public sealed class AAttribute : BlockAttribute; [A(With = \"Repeat = n, Frozen = 1\")] public sealed class BAttribute(int n) : BlockAttribute; [Network(4)] [B(2)]",
            "b1.a1.0.dense1 4, b1.a1.1.dense1 4",
            "b1.a1.0.dense1.weight b1.a1.1.dense1.weight"
        },
        {
            "optional and named parameters",
            "[Dense(nameof(n)), Dense(nameof(m))] public sealed class AAttribute(int n = 5, int m = 2) : BlockAttribute; [Network(4)] [A, A(m: 3)]",
            "a1.dense1 5, a1.dense2 2, a2.dense1 5, a2.dense2 3",
            "a1.dense1.weight a1.dense1.bias a1.dense2.weight a1.dense2.bias a2.dense1.weight a2.dense1.bias a2.dense2.weight a2.dense2.bias"
        },
        {
            "parameter and property of one name",
            "[Dense(nameof(Width))] public sealed class AAttribute(int Width) : BlockAttribute { public int Width { get; set; } = Width; } [Network(4)] [A(3, Width = 5)]",
            "a1.dense1 3",
            "a1.dense1.weight a1.dense1.bias"
        },
        {
            "generic block",
            "[Dense(nameof(n))] public sealed class AAttribute<T>(int n) : BlockAttribute; [Network(4)] [A<int>(3), A<string>(2)]",
            "a1.dense1 3, a2.dense1 2",
            "a1.dense1.weight a1.dense1.bias a2.dense1.weight a2.dense1.bias"
        },
        {
            "From a layer inside a block",
            "[Dense(3), ReLU, Dense(4)] public sealed class AAttribute : BlockAttribute; [Network(4)] [A(Name = \"body\"), Dense(3), Add(From = \"body.relu1\"), A(From = \"body\"), Concat(From = \"add1\")]",
            "body.dense1 3, body.relu1 3, body.dense2 4, dense1 3, add1 3, a2.dense1 3, a2.relu1 3, a2.dense2 4, concat1 7",
            "body.dense1.weight body.dense1.bias body.dense2.weight body.dense2.bias dense1.weight dense1.bias a2.dense1.weight a2.dense1.bias a2.dense2.weight a2.dense2.bias"
        },
        {
            "names inside a block are its own",
            "[Dense(3, Name = \"a\"), Dense(5), Concat(From = \"a\")] public sealed class AAttribute : BlockAttribute; [Network(4)] [Dense(7, Name = \"a\"), A, A, Concat(From = \"a\")]",
            "a 7, a1.a 3, a1.dense2 5, a1.concat1 8, a2.a 3, a2.dense2 5, a2.concat1 8, concat1 15",
            "a.weight a.bias a1.a.weight a1.a.bias a1.dense2.weight a1.dense2.bias a2.a.weight a2.a.bias a2.dense2.weight a2.dense2.bias"
        },
        {
            "branches around a block with branches",
            "[Branch, ReLU, Branch, Add] public sealed class AAttribute : BlockAttribute; [Network(4)] [Branch, A, Branch, Tanh, Concat]",
            "a1.relu1 4, a1.add1 4, tanh1 4, concat1 8",
            ""
        },
        {
            "several inputs and outputs",
            "[Network] [Input(\"left\", 4), Input(\"right\", 2, 3)] [Dense(3), Flatten(From = \"right\"), Concat(From = \"dense1\"), Dense(2)] [Output(\"mask\", From = \"flatten1\"), Output(\"score\"), Output(\"same\", From = \"left\")]",
            "dense1 3, flatten1 6, concat1 9, dense2 2",
            "dense1.weight dense1.bias dense2.weight dense2.bias"
        },
        {
            "input of [Network] and another",
            "[Network(4)] [Input(\"extra\", 3)] [Concat(From = \"extra\"), Dense(2)] [Output(\"a\"), Output(\"b\")] [Loss(Loss.CrossEntropy)]",
            "concat1 7, dense1 2",
            "dense1.weight dense1.bias"
        },
        {
            "names that are words of C# or of emitted code",
            "[Network] [Input(\"class\", 4), Input(\"samples\", 4), Input(\"weights\", 4), Input(\"loss\", 4), Input(\"i\", 4), Input(\"x.y_z\", 4)]"
                + "[Add(From = \"class, samples, weights, loss, i, x.y_z\"), Dense(2)] [Output(\"ref\"), Output(\"labels\"), Output(\"value\")] [Loss(Loss.CrossEntropy)]",
            "add1 4, dense1 2",
            "dense1.weight dense1.bias"
        },
        {
            "names like those of gradients and flags",
            "[Network] [Input(\"xGradient\", 4), Input(\"n\", 4), Input(\"left\", 4)] [Add(From = \"xGradient, n, left\"), Dense(2, Name = \"yGradient\")]"
                + "[Output(\"x\"), Output(\"y\", From = \"add1\"), Output(\"wantsLeft\"), Output(\"wants\")] [Loss(Loss.CrossEntropy)]",
            "add1 4, yGradient 2",
            "yGradient.weight yGradient.bias"
        },
        {
            "two auxiliary losses",
            "[Network(4)] [Dense(8, Name = \"a\"), Branch, ReLU, Branch, Tanh, Concat, Dense(3), Dense(3, Name = \"aux\", From = \"a\")] [Output(\"y\", From = \"dense2\")]"
                + "[Loss(Loss.CrossEntropy, From = \"dense2\"), Loss(Loss.CrossEntropy, From = \"aux\", Weight = 0.3)]",
            "a 8, relu1 8, tanh1 8, concat1 16, dense2 3, aux 3",
            "a.weight a.bias dense2.weight dense2.bias aux.weight aux.bias"
        },
    };

    [Theory, MemberData(nameof(Cases))]
    public void MakesTheseLayers(string what, string source, string layers, string keys)
    {
        CheckedNetwork network = NetworkChecker.Check(UserCompiler.Clean(source + Tiny).Spec("Tiny"));
        Assert.NotNull(network.Graph);
        Assert.Equal($"{what}: {layers}", $"{what}: {string.Join(", ", network.Layers.Select(l => $"{l.Name} {l.Output.Shape}"))}");
        Assert.Equal(keys, string.Join(" ", network.Graph.Parameters.Select(p => p.Parameter!.Key)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BlockOfAnotherProject(bool compiled)
    {
        (Microsoft.CodeAnalysis.Diagnostic[] reported, Microsoft.CodeAnalysis.Diagnostic[] wrong) = OtherProject.Run(
            "namespace Lib; [Branch, Conv(nameof(c), 1)] [Branch][Conv(\"2 * c\", 3, Padding = Padding.Same), ReLU, Concat] public sealed class StemAttribute(int c) : BlockAttribute;",
            "[Network(1, 8, 8)] [Lib.Stem(2, Repeat = 2, Name = \"stem\"), Flatten, Dense(2)] [Loss(Loss.CrossEntropy)] public partial class Tiny;"
                + "public static class Program { public static int Length => Tiny.InputLength + new Tiny().Weights.Stem1Conv2Bias.Length; }",
            compiled);
        Assert.Empty(reported);
        Assert.Empty(wrong);
    }

    [Fact]
    public void SpansComeInDeclaredOrder()
    {
        Type tiny = GeneratorRun.Clean("""
            [Network] [Input("left", 4), Input("right", 3)] [Dense(5, Name = "a"), Concat(From = "right"), Dense(2)] [Output("mask"), Output("code", From = "a")]
            [Loss(Loss.CrossEntropy)] public partial class Tiny;
            """).Load().GetType("Tiny")!;
        Assert.Equal(["left", "right", "mask", "code"], tiny.GetMethod("Forward")!.GetParameters().Select(p => p.Name));
        Assert.Equal(["maskGradient", "codeGradient", "leftGradient", "rightGradient"], tiny.GetMethod("Backward")!.GetParameters().Select(p => p.Name));
        Assert.Equal(["left", "right", "labels", "targets"], tiny.GetMethod("AccumulateGradients")!.GetParameters().Select(p => p.Name));
        Assert.Equal(7, tiny.GetField("InputLength")!.GetRawConstantValue());
        Assert.Equal(7, tiny.GetField("OutputLength")!.GetRawConstantValue());
    }
}
