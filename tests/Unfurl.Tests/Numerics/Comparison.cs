using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>Holds everything a generated network computes against the interpreter.</summary>
internal sealed class Comparison
{
    private const long Pass = 7;

    private readonly Random _random;
    private readonly CompiledNetwork _network;
    private readonly Trainable _instance;
    private readonly Graph _differentiated;
    private readonly bool _judged;

    public Comparison(CompiledNetwork network, int seed = 1)
    {
        _random = new Random(seed);
        _network = network;
        _instance = network.Create(seed);
        _differentiated = Differentiator.Differentiate(network.Graph);
        WidenWeights(_instance.Weights);
        _judged = network.Graph.ResultsOf(ResultKind.Loss).Any();
    }

    /// <summary>Values, gradients and losses for each batch in turn, on one instance: its workspace grows and is too large afterwards.</summary>
    public static void Check(CompiledNetwork network, params ReadOnlySpan<int> batches)
    {
        var comparison = new Comparison(network);
        foreach (int samples in batches)
            comparison.Check(samples);
    }

    /// <summary>PyTorch's fresh weights shrink what passes through them by the root of 3; in a long chain of layers nothing would be left to compare.</summary>
    public static void WidenWeights(NetworkParameters weights)
    {
        foreach (ref float weight in weights.Values)
            weight *= 1.7f;
        weights.MarkChanged();
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
        var output = new float[samples * _instance.Network.OutputLength];
        _instance.Forward(input, output);
        GraphRun expected = Reference(_network.Graph, input, samples, pass: null);
        expected.Run(Section.Forward);
        Numbers.AssertClose(expected.Output, output, $"{_network}, {samples} samples, output");
        GraphRun rewritten = Reference(Passes.ForInference(_network.Graph), input, samples, pass: null);
        rewritten.Run(Section.Forward);
        Numbers.AssertClose(expected.Output, rewritten.Output, $"{_network}, output after the passes for inference", 1e-12);
    }

    private void CheckBackward(float[] input, int samples)
    {
        string what = $"{_network}, {samples} samples, ";
        float[] output = new float[samples * _instance.Network.OutputLength], inputGradient = new float[input.Length];
        float[] outputGradient = Numbers.Draw(_random, output.Length);
        _instance.TrainingPass = Pass;
        _instance.ZeroGradients();
        inputGradient.AsSpan().Fill(float.NaN);
        _instance.ForwardTraining(input, output);
        _instance.Backward(outputGradient, inputGradient);
        GraphRun expected = Reference(_differentiated, input, samples, Pass);
        expected.Give<float>(Differentiator.OutputGradient, outputGradient);
        expected.Run(Section.Forward, Section.Backward);
        Numbers.AssertClose(expected.Output, output, what + "output of training");
        Numbers.AssertClose(expected.InputGradient ?? new double[input.Length], inputGradient, what + "input gradient");
        Dictionary<string, double[]> gradients = expected.ParameterGradients(Section.Backward);
        CheckGradients(gradients, what, times: 1);

        GraphRun rewritten = Reference(Passes.ForTraining(_network.Graph), input, samples, Pass);
        rewritten.Give<float>(Differentiator.OutputGradient, outputGradient);
        rewritten.Run(Section.Forward, Section.Backward);
        foreach ((string key, double[] gradient) in rewritten.ParameterGradients(Section.Backward))
            Numbers.AssertClose(gradients[key], gradient, $"{_network}, gradient of {key} after the passes for training", 1e-12);

        // Once more, without the input's gradient: the same is added.
        _instance.TrainingPass = Pass;
        _instance.ForwardTraining(input, output);
        _instance.Backward(outputGradient, []);
        CheckGradients(gradients, what + "twice, ", times: 2);
    }

    private void CheckLoss(float[] input, int samples)
    {
        string what = $"{_network}, {samples} samples, ";
        int classes = _network.Graph.Nodes.Where(n => n.Operation is CrossEntropy).Select(n => n.Inputs[0].Shape.Channels).DefaultIfEmpty(1).Min();
        int[] labels = Numbers.Labels(_random, samples * _instance.LabelsPerSample, classes);
        float[] targets = Numbers.Draw(_random, samples * _instance.TargetsPerSample);
        _instance.TrainingPass = Pass;
        _instance.ZeroGradients();
        float loss = _instance.AccumulateGradients(input, labels, targets);
        GraphRun expected = Reference(_differentiated, input, samples, Pass, labels, targets);
        expected.Run(Section.Forward, Section.Loss, Section.LossBackward);
        Numbers.AssertClose([expected.Loss], [loss], what + "loss while learning");
        CheckGradients(expected.ParameterGradients(Section.LossBackward), what + "from the loss, ", times: 1);

        GraphRun used = Reference(_network.Graph, input, samples, pass: null, labels, targets);
        used.Run(Section.Forward, Section.Loss);
        Numbers.AssertClose([used.Loss], [_instance.EvaluateLoss(input, labels, targets)], what + "loss");
    }

    private void CheckGradients(Dictionary<string, double[]> expected, string what, int times)
    {
        foreach (ParameterInfo tensor in _instance.Weights.Table)
        {
            double[] sum = [.. expected[tensor.Key].Select(g => g * times)];
            Numbers.AssertClose(sum, _instance.Gradient(tensor.Key), $"{what}gradient of {tensor.Key}");
        }
    }

    private GraphRun Reference(Graph graph, float[] input, int samples, long? pass, int[]? labels = null, float[]? targets = null)
    {
        var run = new GraphRun(graph, samples, pass);
        run.Give<float>(graph.Inputs[0].Name, input);
        foreach (ParameterInfo tensor in _instance.Weights.Table)
            run.Give(tensor.Key, _instance.Weights[tensor.Key]);
        foreach (Value value in graph.Inputs)
        {
            if (value.Role == ValueRole.Labels && labels is not null)
                run.Give<int>(value.Name, labels);
            else if (value.Role == ValueRole.Targets && targets is not null)
                run.Give<float>(value.Name, targets);
        }

        return run;
    }
}
