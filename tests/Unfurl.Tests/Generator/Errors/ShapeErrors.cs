using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>01xx.</summary>
public sealed class ShapeErrors
{
    internal static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["input size"] = new(
            "[{|UNF0101:Network(1, 0, 28)|}] [Conv(2, 3)] public partial class Tiny;", "Network 'Tiny': input size is 0, expected at least 1"),
        ["features"] = new(
            "[Network(4)] [{|UNF0101:Dense(0)|}] public partial class Tiny;", "Layer 'dense1': features is 0, expected at least 1"),
        ["channels"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(-3, 3)|}] public partial class Tiny;", "Layer 'conv1': channels is -3, expected at least 1"),
        ["kernel"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:MaxPool(0)|}] public partial class Tiny;", "Layer 'maxpool1': kernel is 0, expected at least 1"),
        ["a tree of one leaf"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:TreePool(2, Levels = 1)|}] public partial class Tiny;", "Layer 'treepool1': Levels is 1, expected at least 2"),
        ["a mask of too many cells"] = new(
            "[Network(1, 80, 80)] [{|UNF0105:GatedPool(65)|}] public partial class Tiny;", "Layer 'gatedpool1': the kernel takes 4225 numbers in memory, expected at most 4096"),
        ["stride"] = new(
            "[Network(1, 8, 8)] [Conv(2, 3), {|UNF0101:Conv(2, 3, Stride = 0)|}] public partial class Tiny;",
            "Layer 'conv2': Stride is 0, expected at least 1"),
        ["stride of one axis"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(2, 3, Name = \"stem\", StrideWidth = -1)|}] public partial class Tiny;",
            "Layer 'stem': StrideWidth is -1, expected at least 1"),
        ["dilation"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(2, 3, Dilation = 0)|}] public partial class Tiny;", "Layer 'conv1': Dilation is 0, expected at least 1"),
        ["padding"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(2, 3, Padding = -3)|}] public partial class Tiny;", "Layer 'conv1': Padding is -3, expected at least 0"),
        ["padding of one side"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(2, 3, PaddingTop = -1)|}] public partial class Tiny;",
            "Layer 'conv1': PaddingTop is -1, expected at least 0"),
        ["kernel higher than its input"] = new(
            "[Network(1, 4, 8)] [{|UNF0102:Conv(2, 5)|}] public partial class Tiny;",
            "Layer 'conv1': the kernel spans 5 cells of height, but the input gives 4 (1x4x8, no padding)"),
        ["dilated kernel wider than its padded input"] = new(
            "[Network(3, 8, 8)] [Conv(2, 3), {|UNF0102:Conv(2, 3, DilationWidth = 4, Padding = 1)|}] public partial class Tiny;",
            "Layer 'conv2': the kernel spans 9 cells of width, but 'conv1' gives 8 (2x6x6, padding 1 and 1)"),
        ["kernel longer than its sequence"] = new(
            "[Network(1, 4)] [{|UNF0102:MaxPool(5)|}] public partial class Tiny;",
            "Layer 'maxpool1': the kernel spans 5 cells of length, but the input gives 4 (1x4, no padding)"),
        ["Dense after a map"] = new(
            "[Network(1, 8, 8)] [Conv(6, 5), ReLU, {|UNF0103:Dense(10)|}] public partial class Tiny;",
            "Layer 'dense1' expects a vector, but 'relu1' gives 6x4x4; put [Flatten] between them"),
        ["Dense on an image"] = new(
            "[Network(1, 8, 8)] [{|UNF0103:Dense(10)|}] public partial class Tiny;",
            "Layer 'dense1' expects a vector, but the input gives 1x8x8; put [Flatten] between them"),
        ["Conv after a vector"] = new(
            "[Network(64)] [Dense(16), {|UNF0104:Conv(6, 5)|}] public partial class Tiny;",
            "Layer 'conv1' expects channels with a height and width or with a length, but 'dense1' gives a vector of 16"),
        ["input too large"] = new(
            "[{|UNF0105:Network(2147483647, 2147483647, 2147483647)|}] [Conv(2, 3)] public partial class Tiny;",
            "Network 'Tiny': input [2147483647x2147483647x2147483647] takes 9.90352030505967E+27 numbers in memory, expected at most 67108864"),
        ["weights too large"] = new(
            "[Network(65536)] [{|UNF0105:Dense(65536)|}] public partial class Tiny;",
            "Layer 'dense1': dense1.weight [65536x65536] takes 4294967296 numbers in memory, expected at most 268435456"),
        ["output too large"] = new(
            "[Network(1, 2048, 1024)] [{|UNF0105:Conv(64, 1)|}] public partial class Tiny;",
            "Layer 'conv1': output [64x2048x1024] takes 134217728 numbers in memory, expected at most 67108864"),
        ["padded input too large"] = new(
            "[Network(1, 1024, 1024)] [{|UNF0105:Conv(1, 9999, Padding = 9999)|}] public partial class Tiny;",
            "Layer 'conv1': the padded input takes 7070791744 numbers in memory, expected at most 67108864"),
        ["all outputs too large"] = new(
            "[Network(16, 2048, 1024)] [ReLU, ReLU, ReLU, ReLU, ReLU, ReLU, ReLU, ReLU, {|UNF0105:ReLU|}] public partial class Tiny;",
            "Layer 'relu9': output [16x2048x1024] and what stands before it takes 301989888 numbers in memory, expected at most 268435456"),
        ["all weights too large"] = new(
            "[Network(16384)] [Dense(16384), {|UNF0105:Dense(16384)|}] public partial class Tiny;",
            "Layer 'dense2': dense2.weight [16384x16384] and what stands before it takes 536887296 numbers in memory, expected at most 536870912"),
        ["dilated kernel that reaches far past a deep output"] = new(
            "[Network(1, 1001, 1001)] [{|UNF0105:Conv(1048576, 2, Dilation = 1000)|}] public partial class Tiny;",
            "Layer 'conv1': the padded gradient of its output takes 4198499352576 numbers in memory, expected at most 67108864"),
        ["Padding.Same of an endless kernel"] = new(
            "[Network(1, 8, 8)] [{|UNF0105:Conv(2, 2147483647, Dilation = 2147483647, Padding = Padding.Same)|}] public partial class Tiny;",
            "Layer 'conv1': the padding takes 4.611686011984937E+18 numbers in memory, expected at most 67108864"),
        ["pool padding"] = new(
            "[Network(1, 8, 8)] [{|UNF0106:MaxPool(2, PaddingLeft = 2)|}] public partial class Tiny;",
            "Layer 'maxpool1': padding 2 in width leaves windows that see no input, expected less than the 2 cells of the window"),
        ["Same and a side"] = new(
            "[Network(1, 8, 8)] [{|UNF0107:Conv(2, 3, Padding = Padding.Same, PaddingLeft = 1)|}] public partial class Tiny;",
            "Layer 'conv1': Padding.Same decides every side, but PaddingLeft is given too; remove one of them"),
        ["SameLower and a side"] = new(
            "[Network(1, 8, 8)] [{|UNF0107:ConvTranspose(2, 3, Padding = Padding.SameLower, PaddingTop = 1)|}] public partial class Tiny;",
            "Layer 'convtranspose1': Padding.SameLower decides every side, but PaddingTop is given too; remove one of them"),
        ["multiplier"] = new(
            "[Network(4, 8, 8)] [{|UNF0101:DepthwiseConv(3, Multiplier = 0)|}] public partial class Tiny;",
            "Layer 'depthwiseconv1': Multiplier is 0, expected at least 1"),
        ["scale"] = new(
            "[Network(4, 8, 8)] [{|UNF0101:Upsample(0)|}] public partial class Tiny;", "Layer 'upsample1': scale is 0, expected at least 1"),
        ["upsampled beyond memory"] = new(
            "[Network(4, 8, 8)] [{|UNF0105:Upsample(100000)|}] public partial class Tiny;",
            "Layer 'upsample1': the output takes 2560000000000 numbers in memory, expected at most 67108864"),
        ["padded beyond memory"] = new(
            "[Network(16, 8, 8)] [{|UNF0105:Pad(4096)|}] public partial class Tiny;",
            "Layer 'pad1': output [16x8200x8200] takes 1076889600 numbers in memory, expected at most 67108864"),
        ["Pad of a vector"] = new(
            "[Network(64)] [{|UNF0104:Pad(1)|}] public partial class Tiny;",
            "Layer 'pad1' expects channels with a height and width or with a length, but the input gives a vector of 64"),
        ["top of a sequence"] = new(
            "[Network(2, 32)] [{|UNF0108:Pad(1, PaddingTop = 2)|}] public partial class Tiny;",
            "Layer 'pad1': PaddingTop is given, but the input gives the sequence 2x32, which has only a length"),
        ["rows of an upsampled sequence"] = new(
            "[Network(2, 32)] [{|UNF0108:Upsample(2, ScaleHeight = 2)|}] public partial class Tiny;",
            "Layer 'upsample1': ScaleHeight is given, but the input gives the sequence 2x32, which has only a length"),
        ["height of a sequence"] = new(
            "[Network(2, 32)] [{|UNF0108:Conv(2, 3, KernelHeight = 3)|}] public partial class Tiny;",
            "Layer 'conv1': KernelHeight is given, but the input gives the sequence 2x32, which has only a length"),
        ["groups that do not divide the input"] = new(
            "[Network(6, 8, 8)] [ReLU, {|UNF0109:Conv(8, 3, Groups = 4)|}] public partial class Tiny;",
            "Layer 'conv1': 4 groups do not divide the 6 channels of 'relu1' and the 8 of the layer"),
        ["groups that do not divide the layer"] = new(
            "[Network(6, 8, 8)] [{|UNF0109:ConvTranspose(8, 3, Groups = 3)|}] public partial class Tiny;",
            "Layer 'convtranspose1': 3 groups do not divide the 6 channels of the input and the 8 of the layer"),
        ["norm of groups that do not divide"] = new(
            "[Network(6, 8, 8)] [{|UNF0109:GroupNorm(4)|}] public partial class Tiny;",
            "Layer 'groupnorm1': 4 groups do not divide the 6 channels of the input"),
        ["groups of a norm"] = new("[Network(6)] [{|UNF0101:GroupNorm(0)|}] public partial class Tiny;", "Layer 'groupnorm1': groups is 0, expected at least 1"),
        ["instances of a vector"] = new(
            "[Network(64)] [{|UNF0104:InstanceNorm|}] public partial class Tiny;",
            "Layer 'instancenorm1' expects channels with a height and width or with a length, but the input gives a vector of 64"),
        ["groups"] = new(
            "[Network(6, 8, 8)] [{|UNF0101:Conv(6, 3, Groups = 0)|}] public partial class Tiny;", "Layer 'conv1': Groups is 0, expected at least 1"),
        ["transposed Conv after a vector"] = new(
            "[Network(64)] [Dense(16), {|UNF0104:ConvTranspose(6, 5)|}] public partial class Tiny;",
            "Layer 'convtranspose1' expects channels with a height and width or with a length, but 'dense1' gives a vector of 16"),
        ["window of channels"] = new(
            "[Network(6, 8, 8)] [{|UNF0101:LocalResponseNorm(0)|}] public partial class Tiny;", "Layer 'localresponsenorm1': size is 0, expected at least 1"),
        ["no windows"] = new(
            "[Network(6, 8, 8)] [{|UNF0101:AdaptiveMaxPool(0)|}] public partial class Tiny;", "Layer 'adaptivemaxpool1': size is 0, expected at least 1"),
        ["output of too many windows"] = new(
            "[Network(6, 8, 8)] [{|UNF0105:AdaptiveAveragePool(1, Width = 100000000)|}] public partial class Tiny;",
            "Layer 'adaptiveaveragepool1': the output takes 1600000000 numbers in memory, expected at most 67108864"),
        ["rows of windows over a sequence"] = new(
            "[Network(2, 32)] [{|UNF0108:AdaptiveMaxPool(3, Height = 2)|}] public partial class Tiny;",
            "Layer 'adaptivemaxpool1': Height is given, but the input gives the sequence 2x32, which has only a length"),
        ["pyramid without a level"] = new(
            "[Network(2, 8, 8)] [{|UNF0101:SpatialPyramidPool(0, 2)|}] public partial class Tiny;", "Layer 'spatialpyramidpool1': level1 is 0, expected at least 1"),
        ["pyramid of a vector"] = new(
            "[Network(64)] [{|UNF0104:SpatialPyramidPool(2)|}] public partial class Tiny;",
            "Layer 'spatialpyramidpool1' expects channels with a height and width or with a length, but the input gives a vector of 64"),
        ["open channels"] = new(
            "[{|UNF0110:Network(Extent.Any, 8, 8)|}] [Conv(2, 3)] public partial class Tiny;",
            "Network 'Tiny': the input is Anyx8x8, expected Extent.Any for height, width or length alone, in the [Network] of a single input"),
        ["open features"] = new(
            "[{|UNF0110:Network(Extent.Any)|}] [Dense(2)] public partial class Tiny;",
            "Network 'Tiny': the input is Any, expected Extent.Any for height, width or length alone, in the [Network] of a single input"),
        ["open size of an input"] = new(
            "[Network] [{|UNF0110:Input(\"left\", 3, Extent.Any, 8)|}] [Conv(2, 3)] public partial class Tiny;",
            "Input 'left': the input is 3xAnyx8, expected Extent.Any for height, width or length alone, in the [Network] of a single input"),
        ["Flatten of an open map"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [Conv(6, 5, Stride = 2), {|UNF0111:Flatten|}, Dense(10)] public partial class Tiny;",
            "Layer 'flatten1' needs a fixed size, but 'conv1' gives 6x((H+1)/2-2)x((W+1)/2-2); pool to one before it, with [GlobalAveragePool] or [AdaptiveAveragePool], or give [Network] numbers"),
        ["Dense on an open map"] = new(
            "[Network(3, 8, Extent.Any)] [{|UNF0111:Dense(10)|}] public partial class Tiny;",
            "Layer 'dense1' needs a fixed size, but the input gives 3x8xW; pool to one before it, with [GlobalAveragePool] or [AdaptiveAveragePool], or give [Network] numbers"),
        ["drawn pooling of an open sequence"] = new(
            "[Network(3, Extent.Any)] [{|UNF0111:FractionalMaxPool(1.5)|}] public partial class Tiny;",
            "Layer 'fractionalmaxpool1' needs a fixed size, but the input gives 3xL; put [MaxPool] in its place, or give [Network] numbers"),
        ["mask past the end of an open size"] = new(
            "[Network(3, 9, Extent.Any)] [MixedPool(2, Ceiling = true), {|UNF0204:GatedPool(2, Ceiling = true)|}] public partial class Tiny;",
            "Layer 'gatedpool1': Ceiling is 1, expected 0 (false) over an open size, since how far the last mask reaches past it follows from it"),
        ["too many windows over an open size"] = new(
            "[Network(3, Extent.Any)] [{|UNF0204:AdaptiveMaxPool(32)|}] public partial class Tiny;",
            "Layer 'adaptivemaxpool1': the number of windows of an axis is 32, expected at most 31 over an open size"),
        ["same padding of an open size"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [ReLU, {|UNF0112:Conv(6, 3, Stride = 2, Padding = Padding.Same)|}] public partial class Tiny;",
            "Layer 'conv1': Padding.Same at stride 2 adds cells that follow from the size, but 'relu1' gives 3xHxW; give Padding as a number"),
        ["loss of an open network"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [Conv(6, 3)] [{|UNF0113:Loss(Loss.CrossEntropy)|}] public partial class Tiny;",
            "Network 'Tiny' has open sizes, expected one output, no loss and no KeepActivations, but there is a loss; train the same layers at a fixed size, and give this network their weights"),
        ["two outputs of an open network"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [Conv(6, 3), ReLU] [Output(\"map\", From = \"conv1\")] [{|UNF0113:Output(\"answer\")|}] public partial class Tiny;",
            "Network 'Tiny' has open sizes, expected one output, no loss and no KeepActivations, but there is a second output"),
        ["open network that keeps activations"] = new(
            "[{|UNF0113:Network(3, Extent.Any, Extent.Any, KeepActivations = true)|}] [Conv(6, 3)] public partial class Tiny;",
            "Network 'Tiny' has open sizes, expected one output, no loss and no KeepActivations, but KeepActivations is true"),
        ["output called as an open size"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [Conv(6, 3)] [{|UNF0008:Output(\"height\")|}] public partial class Tiny;",
            "Output 'height' takes the name 'height', which an open size has already"),
        ["joined halves of an open size"] = new(
            "[Network(3, Extent.Any, Extent.Any)] [Branch, MaxPool(2), Upsample(2), Branch, {|UNF0405:Add|}] public partial class Tiny;",
            "Layer 'add1' joins 'upsample1', which gives 3x(2*(H/2))x(2*(W/2)), and the input, which gives 3xHxW; expected the same shape, or 1 on the axes that differ"),
        ["object that is no number"] = new(
            "[Network(1, 8, 8)] [{|UNF0101:Conv(2.5, 3)|}] public partial class Tiny;", "Layer 'conv1': channels is 2.5, expected at least 1 and a whole number"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();
}
