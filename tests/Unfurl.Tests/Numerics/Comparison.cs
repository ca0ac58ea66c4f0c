using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>Holds everything a generated network computes against the interpreter.</summary>
internal sealed class Comparison
{
    private const long Pass = 7;

    // Two graphs that compute the same in double precision differ by no more.
    private const double Exact = 1e-12;

    private readonly Random _random;
    private readonly CompiledNetwork _network;
    private readonly Trainable _instance;
    private readonly Graph _differentiated;
    private readonly bool _judged;
    private readonly bool _frozenFirst;
    private readonly bool _cancels;
    private Dictionary<string, float[]> _weights = [];

    public Comparison(CompiledNetwork network, int seed = 1)
    {
        _random = new Random(seed);
        _network = network;
        _instance = network.Create(seed);
        _differentiated = Differentiator.Differentiate(network.Graph);
        WidenWeights(_instance.Weights);
        _judged = network.Graph.ResultsOf(ResultKind.Loss).Any();
        _frozenFirst = Differentiator.IsFrozenFirst(network.Graph);
        _cancels = network.Graph.Nodes.Any(n => n.Operation is Normalize or GroupNormalize);
    }

    /// <summary>Values, gradients and losses for each batch in turn, on one instance: its workspace grows and is too large afterwards.</summary>
    public static void Check(CompiledNetwork network, params ReadOnlySpan<int> batches)
    {
        var comparison = new Comparison(network);
        foreach (int samples in batches)
            comparison.Check(samples);
    }

    /// <summary>Values and gradients for an input of five different numbers: most windows have several largest ones.</summary>
    public static void CheckTies(CompiledNetwork network, int samples)
    {
        var comparison = new Comparison(network);
        float[] input = Numbers.Draw(comparison._random, samples * comparison._instance.Network.InputLength);
        comparison.CheckBackward(Array.ConvertAll(input, x => MathF.Round(2 * x) / 2), samples);
    }

    /// <summary>PyTorch's fresh weights shrink what passes through them by the root of 3; in a long chain of layers nothing would be left to compare. What starts
    /// as 0 or 1, of a normalisation, would hide what is read from the wrong place.</summary>
    public static void WidenWeights(NetworkParameters weights)
    {
        var random = new Random(11);
        foreach (ParameterInfo tensor in weights.Table)
        {
            foreach (ref float weight in weights.Edit(tensor.Key))
                weight = tensor.InitialBound == 0 ? tensor.InitialValue + random.NextSingle() - 0.5f : weight * 1.7f;
        }
    }

    public void Check(int samples)
    {
        float[] input = Numbers.Draw(_random, samples * _instance.Network.InputLength);
        CheckForward(input, samples);
        CheckBackward(input, samples);
        if (_judged)
            CheckLoss(input, samples);
    }

    private void CheckForward(float[] input, int samples)
    {
        RememberWeights();
        var output = new float[samples * _instance.Network.OutputLength];
        output.AsSpan().Fill(float.NaN);
        _instance.Forward(input, output);
        var expected = new ReferenceRun(rounded => Prepare(_network.Graph, input, samples, pass: null, rounded), Section.Forward);
        expected.AssertClose(r => Outputs(r, samples), output, $"{_network}, {samples} samples, output");
        CheckKept(Passes.ForInference(_network.Graph), expected, $"{_network}, {samples} samples, ");

        GraphRun rewritten = Prepare(Passes.ForInference(_network.Graph), input, samples, pass: null);
        rewritten.Run(Section.Forward);
        Numbers.AssertClose(Outputs(expected.Exact, samples), Outputs(rewritten, samples), $"{_network}, output after the passes for inference", Exact);
    }

    private void CheckBackward(float[] input, int samples)
    {
        string what = $"{_network}, {samples} samples, ";
        float[] output = new float[samples * _instance.Network.OutputLength], inputGradient = new float[_frozenFirst ? 0 : input.Length];
        float[] outputGradient = Numbers.Draw(_random, output.Length);
        RememberWeights();
        _instance.TrainingPass = Pass;
        _instance.ZeroGradients();
        output.AsSpan().Fill(float.NaN);
        inputGradient.AsSpan().Fill(float.NaN);
        _instance.ForwardTraining(input, output);
        _instance.Backward(outputGradient, inputGradient);
        var expected = new ReferenceRun(rounded => Differentiated(_differentiated, rounded), Section.Forward, Section.Backward);
        double scale = Scale(expected.Exact.ParameterGradients(Section.Backward));
        expected.AssertClose(r => Outputs(r, samples), output, what + "output of training");

        // After Backward: gradients must not have taken the place of what is kept.
        CheckKept(_differentiated, expected, what);
        if (!_frozenFirst)
            expected.AssertClose(r => InputGradients(r, samples), inputGradient, what + "input gradient", scale);
        CheckGradients(expected, Section.Backward, what, times: 1);
        CheckStatistics(expected, what);

        Dictionary<string, double[]> gradients = expected.Exact.ParameterGradients(Section.Backward);
        GraphRun rewritten = Differentiated(Passes.ForTraining(_network.Graph, _network.Spec.Checkpoint), rounded: false);
        rewritten.Run(Section.Forward, Section.Backward);
        foreach ((string key, double[] gradient) in rewritten.ParameterGradients(Section.Backward))
            Numbers.AssertClose(gradients[key], gradient, $"{_network}, gradient of {key} after the passes for training", Exact, scale);

        // Once more, without the input's gradient: the same is added.
        _instance.TrainingPass = Pass;
        _instance.ForwardTraining(input, output);
        _instance.Backward(outputGradient, []);
        CheckGradients(expected, Section.Backward, what + "twice, ", times: 2);

        GraphRun Differentiated(Graph graph, bool rounded)
        {
            GraphRun run = Prepare(graph, input, samples, Pass, rounded);
            GiveOutputGradient(run, outputGradient, samples);
            return run;
        }
    }

    private void CheckKept(Graph run, ReferenceRun expected, string what)
    {
        foreach (GraphResult kept in run.Results.Where(r => r.Kind == ResultKind.Kept))
            expected.AssertClose(r => r.Kept(kept.Name), _instance.Network.Activation(kept.Name), what + "output of layer " + kept.Name);
    }

    private void CheckLoss(float[] input, int samples)
    {
        string what = $"{_network}, {samples} samples, ";
        int classes = _network.Graph.Nodes.Where(n => n.Operation is CrossEntropy).Select(n => n.Inputs[0].Shape.Channels).DefaultIfEmpty(1).Min();
        int[] labels = Numbers.Labels(_random, samples * _instance.LabelsPerSample, classes);
        if (_network.Graph.Nodes.Select(n => n.Operation).OfType<CrossEntropy>().Select(c => c.Options.IgnoreLabel).FirstOrDefault(l => l is not null) is { } ignored)
        {
            for (int i = 1; i < labels.Length; i += 3)
                labels[i] = ignored;
        }

        float[] targets = Numbers.Draw(_random, samples * _instance.TargetsPerSample);
        RememberWeights();
        _instance.TrainingPass = Pass;
        _instance.ZeroGradients();
        float loss = _instance.AccumulateGradients(input, labels, targets);
        var expected = new ReferenceRun(
            rounded => Judged(_differentiated, Pass, rounded), Section.Forward, Section.Loss, Section.LossBackward);
        expected.AssertClose(r => [r.Loss], [loss], what + "loss while learning");
        CheckGradients(expected, Section.LossBackward, what + "from the loss, ", times: 1);
        CheckStatistics(expected, what + "from the loss, ");

        RememberWeights();
        var used = new ReferenceRun(rounded => Judged(_network.Graph, null, rounded), Section.Forward, Section.Loss);
        used.AssertClose(r => [r.LossAsUsed], [_instance.EvaluateLoss(input, labels, targets)], what + "loss");

        GraphRun Judged(Graph graph, long? pass, bool rounded) => Prepare(graph, input, samples, pass, rounded, labels, targets);
    }

    // What no output leads to has no gradient, which is 0.
    private void CheckGradients(ReferenceRun expected, Section section, string what, int times)
    {
        double scale = Scale(expected.Exact.ParameterGradients(section));
        foreach (ParameterInfo tensor in _instance.Weights.Table)
        {
            if (tensor.IsLearned)
                expected.AssertClose(r => Sum(r, tensor), _instance.Gradient(tensor.Key), $"{what}gradient of {tensor.Key}", scale);
        }

        double[] Sum(GraphRun run, ParameterInfo tensor) =>
            run.ParameterGradients(section).TryGetValue(tensor.Key, out double[]? gradient) ? [.. gradient.Select(g => g * times)] : new double[tensor.Length];
    }

    // In front of a batch norm the sums of a batch cancel: a bias has no gradient there at all but what rounding leaves.
    private double Scale(Dictionary<string, double[]> gradients) =>
        _cancels ? gradients.Values.SelectMany(g => g).Select(Math.Abs).DefaultIfEmpty(0).Max() : 0;

    // Running statistics move once a pass; other weights stand still.
    private void CheckStatistics(ReferenceRun expected, string what)
    {
        foreach (ParameterInfo tensor in _instance.Weights.Table)
            expected.AssertClose(r => Moved(r, tensor), _instance.Weights[tensor.Key], $"{what}{tensor.Key} after the pass");

        double[] Moved(GraphRun run, ParameterInfo tensor) =>
            run.Statistics().TryGetValue(tensor.Key, out double[]? moved) ? moved : Array.ConvertAll(_weights[tensor.Key], w => (double)w);
    }

    private void RememberWeights() => _weights = _instance.Weights.Table.ToArray().ToDictionary(t => t.Key, t => _instance.Weights[t.Key].ToArray());

    private GraphRun Prepare(
        Graph graph, float[] input, int samples, long? pass, bool rounded = false, int[]? labels = null, float[]? targets = null)
    {
        var run = new GraphRun(graph, samples, pass, rounded);
        Give(run, [.. graph.Samples.Select(v => v.Name)], [.. graph.Samples.Select(v => v.Shape.Length)], input, samples);
        foreach ((string key, float[] weights) in _weights)
            run.Give<float>(key, weights);
        foreach (Value value in graph.Inputs)
        {
            if (value.Role == ValueRole.Labels && labels is not null)
                run.Give<int>(value.Name, labels);
            else if (value.Role == ValueRole.Targets && targets is not null)
                run.Give<float>(value.Name, targets);
        }

        return run;
    }

    private void GiveOutputGradient(GraphRun run, float[] gradient, int samples) => Give(
        run,
        [.. _network.Graph.Outputs.Select(r => Differentiator.OutputGradient(r.Name))],
        [.. _network.Graph.Outputs.Select(r => r.Value.Shape.Length)],
        gradient,
        samples);

    private static void Give(GraphRun run, string[] names, int[] lengths, float[] all, int samples)
    {
        for (int i = 0; i < names.Length; i++)
            run.Give<float>(names[i], Joint.Take(all, samples, lengths, i));
    }

    private double[] Outputs(GraphRun run, int samples) => Joint.Join(samples, [.. _network.Graph.Outputs.Select(r => run.Output(r.Name))]);

    private double[] InputGradients(GraphRun run, int samples) => Joint.Join(
        samples, [.. _network.Graph.Samples.Select(v => run.InputGradient(v.Name) ?? new double[samples * v.Shape.Length])]);
}
