using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Numerics;

/// <summary>Well-known architectures, whole, over smaller pictures than published: values, gradients of every parameter, running statistics.</summary>
public sealed class KnownNetworkTests
{
    // The smallest pictures that leave something at the end, a few pixels so that a batch norm has something to count.
    private static readonly Dictionary<string, (string Published, string Tested)> Sizes = new()
    {
        ["GoogLeNet"] = ("3, 224, 224", "3, 80, 80"),
        ["ResNet18"] = ("3, 224, 224", "3, 33, 33"),
        ["ResNet50"] = ("3, 224, 224", "3, 33, 35"),
        ["SqueezeNet"] = ("3, 224, 224", "3, 48, 48"),
        ["MobileNet"] = ("3, 224, 224", "3, 35, 33"),
        ["DenseNet121"] = ("3, 224, 224", "3, 64, 64"),
        ["UNet"] = ("3, 128, 128", "3, 24, 32"),
    };

    public static TheoryData<string> Names => [.. Sizes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheInterpreter(string name) => Comparison.Check(CompiledNetworks.Of([Smaller(name)])[name], 2);

    // A pre-activation a rounding away from 0 lets the gradient of a whole receptive field through, or none: between two computations that round differently, some of
    // the millions behind a batch norm always fall apart. In these networks a smooth activation stands in for the kink, and an average for the choice of the largest;
    // the kinks themselves are held against the interpreter in small networks.
    private static Declaration Smaller(string name)
    {
        (string published, string tested) = Sizes[name];
        string source = SampleNetworks.Find(name).Source.Replace("using Unfurl;\n", "", StringComparison.Ordinal);
        Assert.Contains(published, source, StringComparison.Ordinal);
        source = source.Replace(published, tested, StringComparison.Ordinal);
        if (source.Contains("BatchNorm", StringComparison.Ordinal))
            source = source.Replace("ReLU", "SiLU", StringComparison.Ordinal).Replace("MaxPool", "AveragePool", StringComparison.Ordinal);
        return new Declaration(name, source);
    }
}
