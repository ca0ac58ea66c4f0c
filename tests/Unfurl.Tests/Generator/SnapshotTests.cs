using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>Emitted files as they are, few and small: what a change of the generator does to its output is seen in review.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Dense() => Snapshot.Verify(GeneratorRun.Clean("""
        [Network(40, Mode = NetworkMode.Inference)]
        [Dense(32), ReLU]
        [Dense(2)]
        public partial class Tiny;
        """));

    [Fact]
    public void BlockedConvolution() => Snapshot.Verify(GeneratorRun.Clean("""
        [Network(2, 4, 3, Mode = NetworkMode.Inference)]
        [Conv(16, 2)]
        public partial class Tiny;
        """));

    [Fact]
    public void PlanarConvolutionWithTraining() => Snapshot.Verify(GeneratorRun.Clean("""
        [Network(1, 17)]
        [Conv(1, 2, Bias = false)]
        [Loss(Loss.MeanSquaredError)]
        public partial class Tiny;
        """));

    [Fact]
    public void Pool() => Snapshot.Verify(GeneratorRun.Clean("""
        [Network(1, 4, 4, Mode = NetworkMode.Inference)]
        [MaxPool(2, Padding = 1)]
        public partial class Tiny;
        """));

    [Fact]
    public void Formula() => Snapshot.Verify(GeneratorRun.Clean("""
        [Formula("x * sigmoid(x)")]
        public sealed class SiLUAttribute : ActivationAttribute;

        [Network(5, Mode = NetworkMode.Inference)]
        [SiLU]
        public partial class Tiny;
        """));

    [Fact]
    public void OpenSizes() => Snapshot.Verify(GeneratorRun.Clean("""
        [Network(2, Extent.Any, Extent.Any)]
        [Conv(16, 2), MaxPool(2)]
        public partial class Tiny;
        """));

    [Fact]
    public void MistakeOfOpenSizes() => Snapshot.Verify(GeneratorRun.Of("""
        [Network(2, Extent.Any)]
        [Conv(0, 2)]
        public partial class Tiny;
        """));

    [Fact]
    public void Mistake() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Samples;

        [Network(5, Mode = NetworkMode.Inference)]
        [Dense(0)]
        public partial class Tiny;
        """));
}
