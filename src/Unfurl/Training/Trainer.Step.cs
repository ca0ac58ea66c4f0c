namespace Unfurl;

public sealed partial class Trainer<TNetwork>
{
    // Keeps a norm of 0 from dividing, as in PyTorch.
    private const double ClipEpsilon = 1e-6;

    private float _largestNorm = float.PositiveInfinity;
    private float _largestGradient = float.PositiveInfinity;
    private GradientNorms? _norms;
    private ActivationReader? _activations;
    private RunningStatistics? _statistics;

    /// <summary>Longest gradient of a step, all tensors together; infinite unless set. Longer ones are scaled by
    /// LargestGradientNorm / (norm + 1e-6), as <c>torch.nn.utils.clip_grad_norm_</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public float LargestGradientNorm
    {
        get => _largestNorm;
        set => _largestNorm = OptimizerArguments.AboveZero(value);
    }

    /// <summary>Largest number in a gradient; infinite unless set. Larger ones are cut to it, negative ones to its negative, before the
    /// norm is clipped; as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public float LargestGradientValue
    {
        get => _largestGradient;
        set => _largestGradient = OptimizerArguments.AboveZero(value);
    }

    /// <summary>Euclidean norm of all gradients of the last step, before clipping; 0 before the first.</summary>
    public double GradientNorm { get; private set; }

    // The outputs of layers after a training pass, for watchers and for naming the layer whose outputs are not finite; null if the network keeps none.
    private ActivationReader? Activations => Network.KeepsActivations ? _activations ??= Network.Activation : null;

    private void BeginStep()
    {
        _norms ??= new GradientNorms(Network.Weights);
        _statistics ??= new RunningStatistics(Network.Weights);
        _statistics.Keep();
        Network.ZeroGradients();
    }

    /// <summary>A step on all these samples, as many at once as fit the batch.</summary>
    /// <returns>The sum of their losses.</returns>
    private double StepOn(Batch batch, ReadOnlySpan<int> samples, IReadOnlyList<TrainingWatcher> watchers)
    {
        BeginStep();
        double total = 0;
        int before = 0;
        for (int done = 0; done < samples.Length; done += before)
        {
            int count = Math.Min(batch.Capacity, samples.Length - done);
            // Gradients g_i of the means over n_i samples are kept as sum(n_i g_i) / n, n that of the last batch.
            if (before != 0 && before != count)
                GradientMath.Scale(Network.Gradients, (float)before / count);
            batch.Read(samples.Slice(done, count));
            float loss = Network.AccumulateGradients(batch.Inputs, batch.Labels, batch.Targets);
            if (!float.IsFinite(loss))
                throw Diverged(loss, batch.Inputs, batch.Targets);
            total += (double)count * loss;
            before = count;
            for (int i = 0; i < watchers.Count && Activations is not null; i++)
                watchers[i].OnBatch(Activations, count);
        }

        if (before != samples.Length)
            GradientMath.Scale(Network.Gradients, (float)before / samples.Length);
        EndStep(total / samples.Length, batch.Inputs, batch.Targets);
        for (int i = 0; i < watchers.Count; i++)
            watchers[i].OnStep(_norms!);
        return total;
    }

    private void EndStep(double loss, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        _norms!.Measure(Network.Gradients);
        if (!double.IsFinite(loss) || !double.IsFinite(_norms.Total))
            throw Diverged(loss, inputs, targets);
        GradientNorm = _norms.Total;
        Clip();
        Optimizer.Step(Network.Weights.Learned, Network.Gradients);
        Network.Weights.MarkChanged();
    }

    private void Clip()
    {
        double norm = _norms!.Total;
        if (!float.IsPositiveInfinity(_largestGradient))
        {
            GradientMath.Clip(Network.Gradients, _largestGradient);
            norm = Math.Sqrt(GradientMath.SumOfSquares(Network.Gradients));
        }

        double factor = _largestNorm / (norm + ClipEpsilon);
        if (factor < 1)
            GradientMath.Scale(Network.Gradients, (float)factor);
    }

    private TrainingDivergedException Diverged(double loss, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        // Statistics of this pass are a consequence, not the cause.
        _statistics!.Restore();
        return Divergence.Describe(Network, Network.Gradients, inputs, targets, Activations, loss, Optimizer.Steps + 1);
    }
}
