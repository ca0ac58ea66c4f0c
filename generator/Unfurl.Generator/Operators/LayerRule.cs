namespace Unfurl.Generator;

/// <summary>How one kind of layer attribute becomes nodes: reads its arguments, checks its shapes.</summary>
internal abstract class LayerRule
{
    /// <summary>Every layer, one line each. A layer of the table and its attribute are all there is to add.</summary>
    private static readonly Dictionary<string, LayerRule> Table = new LayerRule[]
    {
        new ConvLayer(),
        new DenseLayer(),
        new MaxPoolLayer(),
        new AveragePoolLayer(),
        new LpPoolLayer(),
        new GlobalAveragePoolLayer(),
        new GlobalMaxPoolLayer(),
        new GlobalLpPoolLayer(),
        new AdaptiveAveragePoolLayer(),
        new AdaptiveMaxPoolLayer(),
        new SpatialPyramidPoolLayer(),
        new StochasticPoolLayer(),
        new MixedPoolLayer(),
        new GatedPoolLayer(),
        new TreePoolLayer(),
        new FractionalMaxPoolLayer(),
        new FlattenLayer(),
        new SoftmaxLayer(),
        new LogSoftmaxLayer(),
        new MaxoutLayer(),
        new RadialBasisLayer(),
        new DropoutLayer(),
        new SpatialDropoutLayer(),
        new AlphaDropoutLayer(),
        new ConcatLayer(),
        new AddLayer(),
        new SubtractLayer(),
        new MultiplyLayer(),
        new BatchNormLayer(),
        new LayerNormLayer(),
        new GroupNormLayer(),
        new InstanceNormLayer(),
        new LocalResponseNormLayer(),
        new ConvTransposeLayer(),
        new DepthwiseConvLayer(),
        new PadLayer(),
        new UpsampleLayer(),
    }.ToDictionary(r => r.Kind);

    private static readonly LayerRule Activation = new ActivationLayer();

    /// <summary>The attribute's name without its ending.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it works on maps whose height and width are open.</summary>
    public virtual bool TakesOpenSizes => false;

    /// <summary>What to do where it does not.</summary>
    public virtual string InsteadOfOpenSizes => "pool to one before it, with [GlobalAveragePool] or [AdaptiveAveragePool], or give [Network] numbers";

    public static IEnumerable<string> Kinds => Table.Keys;

    public static LayerRule? Find(LayerSpec layer) =>
        layer.Formula is not null ? Activation : Table.TryGetValue(layer.Kind, out LayerRule? rule) ? rule : null;

    /// <summary>Appends the layer's nodes and returns its output, or reports what is wrong and returns null.</summary>
    public abstract Value? Build(LayerContext layer, Value input);
}
