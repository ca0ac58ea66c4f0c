using Microsoft.CodeAnalysis;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>One mistake is one error: code that uses the class still compiles.</summary>
public sealed class OneMistakeTests
{
    private const string Use = """
        public static class Program
        {
            public static float Run(float[] images, int[] labels, DataSet data)
            {
                var net = new Tiny(seed: 1);
                var trainer = new Trainer<Tiny>(net, new Sgd(0.05f, momentum: 0.9f));
                float loss = trainer.Step(images, labels);
                trainer.Fit(data, epochs: 3);
                net.Weights.Save("tiny.safetensors");
                var served = new Tiny(Tiny.LoadWeights("tiny.safetensors"));
                var scores = new float[Tiny.OutputLength + Tiny.InputLength + Tiny.ParameterCount];
                served.Reserve(8);
                served.Forward(images, scores);
                net.ForwardTraining(images, scores);
                net.Backward(scores, default);
                net.ZeroGradients();
                Tiny.Parameters copy = net.Weights.Snapshot();
                return loss + net.Gradients[0] + net.AccumulateGradients(images, labels, default) + net.EvaluateLoss(images, labels, default)
                    + Tiny.Info.Length + Tiny.InputShape[0] + Tiny.OutputShape[0] + net.TrainingPass + net.LabelsPerSample + net.TargetsPerSample + copy.Version;
            }
        }
        """;

    [Theory]
    [InlineData("UNF0005", "[Network] [Dense(2)]")]
    [InlineData("UNF0008", "[Network(4)] [Dense(2, Name = \"a\"), Dense(2, Name = \"a\"), Dense(2)]")]
    [InlineData("UNF0009", "[Network(1, 8, 8)] [Conv(2, 3), Conv(2, 3, From = \"a\"), Flatten, Dense(2, From = \"conv1\")]")]
    [InlineData("UNF0012", "[Network(4)] [Odd, Dense(2)]")]
    [InlineData("UNF0013", "[Network(4)] [Loss((Loss)9)]")]
    [InlineData("UNF0101", "[Network(1, 8, 8)] [Conv(2, 0, Stride = 1), MaxPool(2), Flatten, Dense(2)]")]
    [InlineData("UNF0102", "[Network(1, 8, 8)] [Conv(2, 9), MaxPool(20), Dense(2)]")]
    [InlineData("UNF0103", "[Network(1, 8, 8)] [Conv(2, 3), Dense(20), ReLU, Dense(2)] [Loss(Loss.CrossEntropy)]")]
    [InlineData("UNF0202", "[Network(4)] [Dense(2, Key = \"a\"), Dense(2, Key = \"a\"), Conv(2, 3)]")]
    [InlineData("UNF0302", "[Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy, From = \"a\")]")]
    public void IsOneError(string id, string attributes)
    {
        GeneratorRun run = GeneratorRun.Of(
            [$"{attributes} public partial class Tiny;", Use, "public sealed class OddAttribute : LayerAttribute;"]);
        Assert.Equal([id], run.Diagnostics.Select(d => d.Id));
        run.AssertCompiles();
    }

    private const string Several = """
        public static class Program
        {
            public static float Run(float[] left, float[] right, float[] mask, float[] score, float[] joined, int[] labels, DataSet data)
            {
                var net = new Tiny(seed: 1);
                net.Forward(left, right, mask, score);
                net.ForwardTraining(left, right, mask, score);
                net.Backward(mask, score, left, default);
                float loss = net.AccumulateGradients(left, right, labels, default) + net.EvaluateLoss(left, right, labels, default);
                new Trainer<Tiny>(net, new Sgd(0.05f)).Fit(data, epochs: 1);
                ((INetwork)net).Forward(joined, joined);
                ITrainableNetwork<Tiny> trainable = net;
                trainable.ForwardTraining(joined, joined);
                trainable.Backward(joined, joined);
                return loss + trainable.EvaluateLoss(joined, labels, default) + Tiny.InputLength + Tiny.OutputShape[0];
            }
        }
        """;

    private const string TwoInputs = "[Network] [Input(\"left\", 4), Input(\"right\", 4)] ";
    private const string TwoOutputs = " [Output(\"mask\", From = \"a\"), Output(\"score\")] ";
    private const string Layers = "[Concat(From = \"left, right\"), Dense(8, Name = \"a\"), ReLU, Dense(2, Name = \"b\")]";
    private const string Loss = "[Loss(Loss.CrossEntropy)]";

    [Theory]
    [InlineData(null, TwoInputs + Layers + TwoOutputs + Loss)]
    [InlineData("UNF0101", "[Network] [Input(\"left\", 0), Input(\"right\", 4)] " + Layers + TwoOutputs + Loss)]
    [InlineData("UNF0008", "[Network] [Input(\"left\", 4), Input(\"left\", 4)] " + Layers + TwoOutputs + Loss)]
    [InlineData("UNF0203", "[Network] [Input(\"left\", 4), Input(\"1\", 4)] " + Layers + TwoOutputs + Loss)]
    [InlineData("UNF0009", TwoInputs + "[Concat(From = \"left, rigth\"), Dense(8, Name = \"a\"), ReLU, Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0401", TwoInputs + "[Concat(From = \"left, a\"), Dense(8, Name = \"a\", From = \"right\"), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0402", TwoInputs + "[Concat(From = \"left, b\"), Dense(8, Name = \"a\"), ReLU, Dense(2, Name = \"b\")]" + TwoOutputs + Loss)]
    [InlineData("UNF0403", TwoInputs + "[Branch(From = \"left\"), Dense(8, Name = \"a\"), Branch(From = \"right\"), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0404", TwoInputs + "[Concat, Dense(8, Name = \"a\"), ReLU, Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0405", TwoInputs + "[Concat(From = \"left, right\"), Dense(8, Name = \"a\"), Add(From = \"left\"), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0406", TwoInputs + "[Concat(From = \"left, right\"), Endless, Dense(8, Name = \"a\"), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0407", TwoInputs + "[Concat(From = \"left, right\"), Empty, Dense(8, Name = \"a\"), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0408", TwoInputs + "[Concat(From = \"left, right\"), Dense(\"c\", Name = \"a\"), ReLU, Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0409", TwoInputs + "[Concat(From = \"left, right\"), Dense(\"8 / 0\", Name = \"a\"), ReLU, Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0410", TwoInputs + "[Concat(From = \"left, right\"), Dense(8, Name = \"a\", With = \"Stride = 1\"), ReLU, Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0411", TwoInputs + "[Concat(From = \"left, right\"), Hidden(Name = \"a\", Repeat = 0), Dense(2)]" + TwoOutputs + Loss)]
    [InlineData("UNF0412", TwoInputs + Layers + " [Output(\"mask\", From = \"c\"), Output(\"score\")] " + Loss)]
    [InlineData("UNF0413", TwoInputs + "[Concat(From = \"left, right\"), Dense(8, Name = \"a\"), ReLU, Dense(2, From = \"a\")]" + TwoOutputs + Loss)]
    [InlineData("UNF0008", TwoInputs + Layers + " [Output(\"mask\", From = \"a\"), Output(\"mask\")] " + Loss)]
    [InlineData("UNF0008", TwoInputs + Layers + " [Output(\"left\", From = \"a\"), Output(\"score\")] " + Loss)]
    [InlineData("UNF0203", TwoInputs + Layers + " [Output(\"mask\", From = \"a\"), Output(\"\")] " + Loss)]
    [InlineData("UNF0302", TwoInputs + Layers + TwoOutputs + "[Loss(Loss.CrossEntropy, From = \"c\")]")]
    [InlineData("UNF0302", TwoInputs + "[Concat(From = \"left, right\"), Dense(8, Name = \"a\"), Dense(2), Dense(2, From = \"a\")]" + TwoOutputs + "[Loss(Loss.CrossEntropy, From = \"dense4\")]")]
    [InlineData("UNF0304", TwoInputs + Layers + TwoOutputs + "[Loss(Loss.CrossEntropy, Weight = 0)]")]
    public void IsOneErrorWithSeveralInputsAndOutputs(string? id, string attributes)
    {
        const string Blocks = """
            [Endless] public sealed class EndlessAttribute : BlockAttribute;
            [Dense(8)] public sealed class HiddenAttribute : BlockAttribute;
            public sealed class EmptyAttribute : BlockAttribute;
            """;
        GeneratorRun run = GeneratorRun.Of([$"{attributes} public partial class Tiny;", Several, Blocks]);
        Assert.Equal(id is null ? [] : [id], run.Diagnostics.Select(d => d.Id));
        run.AssertCompiles();
    }

    [Fact]
    public void UseOfARightDeclarationCompiles()
    {
        GeneratorRun run = GeneratorRun.Of(["[Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy)] public partial class Tiny;", Use]);
        Assert.Empty(run.Diagnostics);
        run.AssertCompiles();
    }

    [Fact]
    public void LayersOnAnotherDeclarationAreOneError()
    {
        GeneratorRun run = GeneratorRun.Of(
            ["[Network(1, 8, 8)] [Conv(2, 3)] public partial class Tiny;", "[Flatten, Dense(3), Dense(2)] [Loss(Loss.CrossEntropy)] public partial class Tiny;", Use]);
        Diagnostic only = Assert.Single(run.Diagnostics);
        Assert.Equal("UNF0006", only.Id);
        Assert.Equal("Source2.cs", only.Location.SourceTree!.FilePath);
        run.AssertCompiles();
    }

    // Attributes C# itself cannot read are its business: no second error of ours, and none in what uses the class.
    [Theory]
    [InlineData("[Network(4)] [Dense] ")]
    [InlineData("[Network(4)] [Dense(2), Softmax(3)] ")]
    [InlineData("[Network(4)] [Dense(2), NoSuchLayer] ")]
    [InlineData("[Network(4)] [Dense(1 / 0)] ")]
    [InlineData("[Network(4.5)] [Dense(2)] ")]
    [InlineData("[Network(4)] [Dense(2, Bias = 3)] ")]
    [InlineData("[Network(4, 8, 8)] [ConvTranspose(4, 3, Flip = true)] ")]
    [InlineData("[Network(4, 8, 8)] [DepthwiseConv(3, Multiplier = 2, Groups = 2)] ")]
    public void WhatTheCompilerReportsIsNotReportedAgain(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of([attributes + "public partial class Tiny;", Use]);
        Assert.Empty(run.Diagnostics);
        Assert.All(run.CompilerDiagnostics, d => Assert.Equal("Source.cs", d.Location.SourceTree?.FilePath));
        Assert.NotEmpty(run.CompilerDiagnostics);
    }

    [Fact]
    public void NetworkOnTwoDeclarationsDoesNotStopTheGenerator()
    {
        GeneratorRun run = GeneratorRun.Of("[Network(4)] [Dense(2)] public partial class Tiny; [Network(4)] public partial class Tiny;");
        Assert.Single(run.Files);
        Assert.Equal(["CS0579"], run.CompilerDiagnostics.Select(d => d.Id));
    }

    [Fact]
    public void NetworkOnAStructDoesNotStopTheGenerator()
    {
        GeneratorRun run = GeneratorRun.Of("[Network(4)] public partial struct Tiny; [Network(4)] public partial record struct Other;");
        Assert.Empty(run.Files);
        Assert.Equal(["CS0592", "CS0592"], run.CompilerDiagnostics.Select(d => d.Id));
    }
}
