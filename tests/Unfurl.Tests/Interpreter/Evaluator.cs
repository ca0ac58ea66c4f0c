using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>Computes one kind of operation from its definition.</summary>
internal abstract class Evaluator
{
    private static readonly Dictionary<Type, Evaluator> Table = new Evaluator[]
    {
        new ConvEvaluator(),
        new ConvInputGradientEvaluator(),
        new ConvWeightGradientEvaluator(),
        new ConvTransposeEvaluator(),
        new BiasGradientEvaluator(),
        new DenseEvaluator(),
        new DenseInputGradientEvaluator(),
        new DenseWeightsGradientEvaluator(),
        new MaxPoolEvaluator(),
        new MaxPoolGradientEvaluator(),
        new AveragePoolEvaluator(),
        new AveragePoolGradientEvaluator(),
        new LpPoolEvaluator(),
        new LpPoolGradientEvaluator(),
        new ReshapeEvaluator(),
        new ConcatEvaluator(),
        new SliceEvaluator(),
        new SpreadEvaluator(),
        new PixelSumEvaluator(),
        new AxisSumEvaluator(),
        new PadEvaluator(),
        new PadGradientEvaluator(),
        new UpsampleEvaluator(),
        new UpsampleGradientEvaluator(),
        new ElementwiseEvaluator(),
        new LearnedActivationEvaluator(),
        new LearnedConstantGradientEvaluator(),
        new SoftmaxEvaluator(),
        new SoftmaxGradientEvaluator(),
        new LogSoftmaxEvaluator(),
        new LogSoftmaxGradientEvaluator(),
        new MaxoutEvaluator(),
        new MaxoutGradientEvaluator(),
        new SquaredDistancesEvaluator(),
        new SquaredDistancesInputGradientEvaluator(),
        new SquaredDistancesCentreGradientEvaluator(),
        new UniformDrawEvaluator(),
        new StochasticChoiceEvaluator(),
        new ChosenPoolEvaluator(),
        new ChosenPoolGradientEvaluator(),
        new StochasticMeanEvaluator(),
        new FractionalEdgesEvaluator(),
        new FractionalMaxPoolEvaluator(),
        new FractionalMaxPoolGradientEvaluator(),
        new DropoutEvaluator(),
        new DropoutMaskEvaluator(),
        new AlphaDropoutEvaluator(),
        new BatchMomentsEvaluator(),
        new RunningUpdateEvaluator(),
        new NormalizeEvaluator(),
        new NormalizationSumsEvaluator(),
        new StatisticRowEvaluator(),
        new NormalizeInputGradientEvaluator(),
        new ChannelAffineEvaluator(),
        new ChannelScaleEvaluator(),
        new GroupAverageEvaluator(),
        new CentredSquaresEvaluator(),
        new CentredProductsEvaluator(),
        new GroupNormalizeEvaluator(),
        new GroupNormalizeInputGradientEvaluator(),
        new NormalizationScaleEvaluator(),
        new NormalizationShiftEvaluator(),
        new ScaledWeightsEvaluator(),
        new ScaledBiasEvaluator(),
        new ShiftedBiasEvaluator(),
        new LocalResponseNormEvaluator(),
        new LocalResponseNormGradientEvaluator(),
        new CrossEntropyEvaluator(),
        new CrossEntropyGradientEvaluator(),
        new ElementwiseLossEvaluator(),
        new ElementwiseLossGradientEvaluator(),
    }.ToDictionary(e => e.Operation);

    /// <summary>The kind it computes.</summary>
    public abstract Type Operation { get; }

    public static IEnumerable<Type> Known => Table.Keys;

    public static Evaluator Find(Operation operation) => Table[operation.GetType()];

    public abstract void Run(Operation operation, NodeData data);
}

/// <inheritdoc/>
internal abstract class Evaluator<T> : Evaluator
    where T : Operation
{
    public sealed override Type Operation => typeof(T);

    public sealed override void Run(Operation operation, NodeData data) => Run((T)operation, data);

    protected abstract void Run(T operation, NodeData data);
}
