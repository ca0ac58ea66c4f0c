using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator.Errors;

/// <summary>02xx.</summary>
public sealed class ParameterErrors
{
    private const string Word = "expected a letter, then letters, digits, '_' and single '.', at most 200";

    internal static readonly Dictionary<string, DiagnosticCase> Cases = new()
    {
        ["probability 1"] = new(
            "[Network(4)] [{|UNF0201:Dropout(1)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is 1, expected at least 0 and less than 1"),
        ["negative probability"] = new(
            "[Network(4)] [{|UNF0201:Dropout(-0.25)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is -0.25, expected at least 0 and less than 1"),
        ["probability that is no number"] = new(
            "[Network(4)] [{|UNF0201:Dropout(double.NaN)|}, Dense(2)] public partial class Tiny;",
            "Layer 'dropout1': probability is NaN, expected at least 0 and less than 1"),
        ["probability of a channel"] = new(
            "[Network(4, 2, 2)] [{|UNF0201:SpatialDropout(1)|}] public partial class Tiny;", "Layer 'spatialdropout1': probability is 1, expected at least 0 and less than 1"),
        ["probability of SELU's dropout"] = new(
            "[Network(4)] [{|UNF0201:AlphaDropout(-1)|}] public partial class Tiny;", "Layer 'alphadropout1': probability is -1, expected at least 0 and less than 1"),
        ["draws in proportion to negative numbers"] = new(
            "[Network(4, 20, 20)] [Conv(4, 3), Tanh, {|UNF0208:StochasticPool(2)|}, ReLU, MaxPool(2), StochasticPool(2)] public partial class Tiny;",
            "Layer 'stochasticpool1' draws each number in proportion to its size, but 'tanh1' can be negative, which counts as 0; put [ReLU] between them"),
        ["ratio that grows"] = new(
            "[Network(4, 8, 8)] [{|UNF0204:FractionalMaxPool(0.5)|}] public partial class Tiny;", "Layer 'fractionalmaxpool1': ratio is 0.5, expected 1 to 1024"),
        ["ratio that is no number"] = new(
            "[Network(4, 8, 8)] [{|UNF0204:FractionalMaxPool(double.NaN)|}] public partial class Tiny;", "Layer 'fractionalmaxpool1': ratio is NaN, expected 1 to 1024"),
        ["passes without number"] = new(
            "[Network(4, 8, 8)] [{|UNF0204:FractionalMaxPool(1.5, Passes = 65)|}] public partial class Tiny;", "Layer 'fractionalmaxpool1': Passes is 65, expected at most 64"),
        ["negative seed"] = new(
            "[Network(4, 8, 8)] [{|UNF0204:FractionalMaxPool(1.5, Seed = -1)|}] public partial class Tiny;", "Layer 'fractionalmaxpool1': Seed is -1, expected 0 to 16777215"),
        ["duplicate key"] = new(
            "[Network(4)] [Dense(3, Key = \"fc\"), {|UNF0202:Dense(2, Key = \"fc\")|}] public partial class Tiny;",
            "Layer 'dense2' would store its weights as 'fc.weight', as Layer 'dense1' does already; give one of them another Name or Key"),
        ["Name with a space"] = new(
            "[Network(4)] [{|UNF0203:Dense(2, Name = \"my layer\")|}] public partial class Tiny;", $"[Dense] (layer 1): Name is \"my layer\", {Word}"),
        ["Name with a line break at its end"] = new(
            "[Network(4)] [{|UNF0203:Dense(2, Name = \"a\\n\")|}] public partial class Tiny;", $"[Dense] (layer 1): Name is \"a\\n\", {Word}"),
        ["empty Key"] = new(
            "[Network(4)] [ReLU, {|UNF0203:Dense(2, Key = \"\")|}] public partial class Tiny;", $"[Dense] (layer 2): Key is \"\", {Word}"),
        ["bad Name that others read"] = new(
            "[Network(4)] [{|UNF0203:Dense(4, Name = \"1\")|}, Dense(2, From = \"1\")] public partial class Tiny;", $"[Dense] (layer 1): Name is \"1\", {Word}"),
        ["a budget below nothing"] = new(
            "[{|UNF0204:Network(4, PackedWeights = -1)|}] [ReLU] public partial class Tiny;", "Network 'Tiny': PackedWeights is -1, expected at least 0"),
        ["epsilon 0"] = new(
            "[Network(4)] [{|UNF0204:BatchNorm(Epsilon = 0)|}] public partial class Tiny;", "Layer 'batchnorm1': Epsilon is 0, expected a finite number greater than 0"),
        ["epsilon of a sample's norm"] = new(
            "[Network(4)] [{|UNF0204:LayerNorm(Epsilon = double.NaN)|}] public partial class Tiny;", "Layer 'layernorm1': Epsilon is NaN, expected a finite number greater than 0"),
        ["norm of one number"] = new(
            "[Network(4, 1, 1)] [{|UNF0204:InstanceNorm|}] public partial class Tiny;", "Layer 'instancenorm1': the numbers of a group is 1, expected at least 2, since one alone has no variance"),
        ["momentum"] = new(
            "[Network(4)] [{|UNF0204:BatchNorm(Momentum = 1.5)|}] public partial class Tiny;", "Layer 'batchnorm1': Momentum is 1.5, expected 0 to 1"),
        ["k 0"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:LocalResponseNorm(3, K = 0)|}] public partial class Tiny;", "Layer 'localresponsenorm1': K is 0, expected a finite number greater than 0"),
        ["negative alpha"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:LocalResponseNorm(3, Alpha = -0.5)|}] public partial class Tiny;", "Layer 'localresponsenorm1': Alpha is -0.5, expected a finite number of at least 0"),
        ["more windows than can be"] = new(
            "[Network(6, 8, 8)] [{|UNF0204:AdaptiveAveragePool(1, Width = int.MaxValue)|}] public partial class Tiny;",
            "Layer 'adaptiveaveragepool1': the number of windows of an axis is 2147483647, expected at most 268435453 over 8 cells"),
        ["norm without a power"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:LpPool(2, P = 0)|}] public partial class Tiny;", "Layer 'lppool1': P is 0, expected 0.01 to 100"),
        ["norm of a power that is no number"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:GlobalLpPool(P = double.NaN)|}] public partial class Tiny;", "Layer 'globallppool1': P is NaN, expected 0.01 to 100"),
        ["a proportion beyond the whole"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:MixedPool(2, Mix = 1.5)|}] public partial class Tiny;", "Layer 'mixedpool1': Mix is 1.5, expected 0 to 1"),
        ["a proportion that is no number"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:MixedPool(2, Mix = double.NaN)|}] public partial class Tiny;", "Layer 'mixedpool1': Mix is NaN, expected 0 to 1"),
        ["a tree that is too high"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:TreePool(2, Levels = 7)|}] public partial class Tiny;", "Layer 'treepool1': Levels is 7, expected 2 to 6"),
        ["window of too many channels"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:LocalResponseNorm(1025)|}] public partial class Tiny;", "Layer 'localresponsenorm1': size is 1025, expected at most 1024"),
        ["output padding of a whole stride"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:ConvTranspose(2, 3, Stride = 2, OutputPadding = 2)|}] public partial class Tiny;", "Layer 'convtranspose1': OutputPadding is 2, expected less than the stride 2"),
        ["output padding beside Padding.Same"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:ConvTranspose(2, 3, Stride = 2, Padding = Padding.Same, OutputPadding = 1)|}] public partial class Tiny;", "Layer 'convtranspose1': OutputPadding is 1, expected none beside Padding.Same"),
        ["output padding of one axis"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:ConvTranspose(2, 3, StrideWidth = 2, OutputPaddingWidth = 1, OutputPaddingHeight = 1)|}] public partial class Tiny;",
            "Layer 'convtranspose1': OutputPaddingHeight is 1, expected less than the stride 1"),
        ["output padding of one stride"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:ConvTranspose(2, 3, Stride = 3, StrideWidth = 2, OutputPadding = 2)|}] public partial class Tiny;",
            "Layer 'convtranspose1': OutputPadding is 2, expected less than the StrideWidth 2"),
        ["output padding of a whole dilation"] = new(
            "[Network(4, 6, 6)] [{|UNF0204:ConvTranspose(2, 3, Dilation = 3, OutputPadding = 3)|}] public partial class Tiny;", "Layer 'convtranspose1': OutputPadding is 3, expected less than the dilation 3"),
        ["reflected padding of a whole input"] = new(
            "[Network(1, 4, 8)] [{|UNF0204:Conv(2, 3, Padding = 4, PaddingMode = PaddingMode.Reflect)|}] public partial class Tiny;",
            "Layer 'conv1': the padding in height is 4, expected at most 3 in PaddingMode.Reflect, where the input gives 1x4x8"),
        ["circular padding of more than the input"] = new(
            "[Network(2, 4)] [{|UNF0204:DepthwiseConv(3, PaddingLeft = 5, PaddingMode = PaddingMode.Circular)|}] public partial class Tiny;",
            "Layer 'depthwiseconv1': the padding in length is 5, expected at most 4 in PaddingMode.Circular, where the input gives 2x4"),
        ["no padding mode"] = new(
            "[Network(2, 4, 4)] [{|UNF0204:Conv(3, 3, PaddingMode = (PaddingMode)9)|}] public partial class Tiny;",
            "Layer 'conv1': PaddingMode is 9, expected Zero, Reflect, Replicate or Circular"),
        ["no mode of Pad"] = new(
            "[Network(2, 4, 4)] [{|UNF0204:Pad(1, Mode = (PaddingMode)(-1))|}] public partial class Tiny;", "Layer 'pad1': Mode is -1, expected Zero, Reflect, Replicate or Circular"),
        ["cut that leaves nothing"] = new(
            "[Network(1, 4, 8)] [{|UNF0204:Pad(-2)|}] public partial class Tiny;", "Layer 'pad1': the cut in height is 4, expected less than 4, where the input gives 1x4x8"),
        ["padding without end"] = new(
            "[Network(1, 4, 8)] [{|UNF0204:Pad(1, PaddingLeft = int.MaxValue)|}] public partial class Tiny;",
            "Layer 'pad1': PaddingLeft is 2147483647, expected a whole number between -67108864 and 67108864"),
        ["value of padding that copies"] = new(
            "[Network(1, 4, 8)] [{|UNF0204:Pad(1, Mode = PaddingMode.Replicate, Value = 1)|}] public partial class Tiny;", "Layer 'pad1': Value is 1, expected none beside PaddingMode.Replicate"),
        ["value that is no number"] = new(
            "[Network(1, 4, 8)] [{|UNF0204:Pad(1, Value = double.NaN)|}] public partial class Tiny;", "Layer 'pad1': Value is NaN, expected a finite number"),
        ["multiplier of too many channels"] = new(
            "[Network(4, 8, 8)] [{|UNF0204:DepthwiseConv(3, Multiplier = int.MaxValue)|}] public partial class Tiny;",
            "Layer 'depthwiseconv1': Multiplier is 2147483647, expected at most 536870911, where the input gives 4x8x8"),
        ["padding that leaves nothing"] = new(
            "[Network(4, 2, 2)] [{|UNF0204:ConvTranspose(2, 3, Padding = 2)|}] public partial class Tiny;", "Layer 'convtranspose1': Padding is 2, expected so little that some output is left, where the input gives 4x2x2"),
        ["start of a layer without weights"] = new(
            "[Network(4)] [{|UNF0204:ReLU(Init = Init.Zeros)|}] public partial class Tiny;", "Layer 'relu1': Init is Zeros, expected on a layer with weights only"),
        ["start of learned constants"] = new(
            "[Network(4)] [{|UNF0204:Swish(Init = Init.Constant)|}] public partial class Tiny;",
            "Layer 'swish1': Init is Constant, expected none: it is for what a layer calls 'weight', and this one declares how 'beta' starts"),
        ["start of centres"] = new(
            "[Network(4)] [{|UNF0204:RadialBasis(3, Init = Init.KaimingNormal)|}] public partial class Tiny;",
            "Layer 'radialbasis1': Init is KaimingNormal, expected none: it is for what a layer calls 'weight', and this one declares how 'centres', 'widths' start"),
        ["start of learned pools"] = new(
            "[Network(4, 9, 9)] [{|UNF0204:TreePool(2, Init = Init.Zeros)|}] public partial class Tiny;",
            "Layer 'treepool1': Init is Zeros, expected none: it is for what a layer calls 'weight', and this one declares how 'gate1', 'leaf1', .. start"),
        ["start of a slope by its sides"] = new(
            "[Network(4)] [{|UNF0204:PReLU(Init = Init.KaimingNormal)|}] public partial class Tiny;",
            "Layer 'prelu1': Init is KaimingNormal, expected Constant or Zeros, since the weight is a number for each channel"),
        ["start that is none"] = new(
            "[Network(4)] [{|UNF0204:Dense(2, Init = (Init)99)|}] public partial class Tiny;", "Layer 'dense1': Init is 99, expected a member of the enum Init"),
        ["start of a vector by its sides"] = new(
            "[Network(4)] [{|UNF0204:BatchNorm(Init = Init.Orthogonal)|}] public partial class Tiny;",
            "Layer 'batchnorm1': Init is Orthogonal, expected Constant or Zeros, since the weight is a number for each channel"),
        ["gain 0"] = new(
            "[Network(4)] [{|UNF0204:Dense(2, Init = Init.KaimingNormal, InitGain = 0)|}] public partial class Tiny;", "Layer 'dense1': InitGain is 0, expected a finite number from 1E-06 to 1000000"),
        ["gain that nothing uses"] = new(
            "[Network(4)] [{|UNF0204:Dense(2, InitGain = 2)|}] public partial class Tiny;", "Layer 'dense1': InitGain is 2, expected beside an Init with a gain only"),
        ["fan that nothing counts"] = new(
            "[Network(4)] [{|UNF0204:Dense(2, Init = Init.LeCunNormal, InitFan = Fan.Out)|}] public partial class Tiny;",
            "Layer 'dense1': InitFan is 1, expected beside Init.KaimingNormal or Init.KaimingUniform only"),
        ["constant that is no number"] = new(
            "[Network(4)] [{|UNF0204:Dense(2, Init = Init.Constant, InitValue = double.NaN)|}] public partial class Tiny;",
            "Layer 'dense1': InitValue is NaN, expected a finite number of at most 1E+30"),
        ["sum of too many values"] = new(
            $"[Network(4)] [ReLU(Name = \"a\"), {{|UNF0204:Add(From = \"{string.Join(", ", Enumerable.Repeat("a", 17))}\")|}}] public partial class Tiny;", "Layer 'add1': the number of joined values is 17, expected at most 16"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();
}
