using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Appends the losses: what each judges, and the labels or targets it is given.</summary>
internal sealed class LossChecker(NetworkSpec spec, GraphBuilder builder, NetworkChecker checker)
{
    private readonly Dictionary<Value, string> _judged = [];
    private Value? _labels;
    private Value? _targets;

    /// <summary>What the losses name.</summary>
    public IEnumerable<Value> Judged => _judged.Keys;

    public void Add(Value output)
    {
        if (spec.Inference && spec.Losses.Count > 0)
            checker.Report(Problem.At(Place.Loss(0), Descriptors.LossWithoutTraining.Id, spec.Type.Name));

        builder.Section = Section.Loss;
        for (int i = 0; i < spec.Losses.Count; i++)
            AddLoss(i, spec.Losses[i], output);
    }

    private void AddLoss(int index, LossSpec loss, Value output)
    {
        if (loss.Kind is not ("CrossEntropy" or "MeanSquaredError"))
        {
            Report(Descriptors.UnknownLoss.Id, loss.Kind);
            return;
        }

        string title = $"Loss {loss.Kind}";
        if (!(loss.Weight > 0) || double.IsInfinity(loss.Weight))
            Report(Descriptors.BadLossWeight.Id, title, loss.Weight.ToString("R", CultureInfo.InvariantCulture));
        Value? judged = output;
        if (loss.From is { } from && (judged = checker.Named(from)) is null)
        {
            Report(Descriptors.UnknownLossSource.Id, title, from, LayerNames.Suggest(checker.GivenNames("")));
            return;
        }

        if (_judged.TryGetValue(judged!, out string? other))
        {
            Report(Descriptors.SeveralLosses.Id, title, checker.TitleOf(judged!), other);
            return;
        }

        _judged.Add(judged!, title);
        builder.Layer = -1;
        if (spec.Inference)
            return;
        if (loss.Kind == "CrossEntropy")
            CrossEntropy(index, loss, judged!, title);
        else
            SquaredError(index, loss, judged!, title);

        void Report(string id, params string[] arguments) => checker.Report(Problem.At(Place.Loss(index), id, arguments));
    }

    // log(softmax(x)) is exact from x, and rounded away from softmax(x).
    private void CrossEntropy(int index, LossSpec loss, Value judged, string title)
    {
        Value logits = builder.Nodes.FirstOrDefault(n => n.Output == judged) is { Operation: Softmax } softmax ? softmax.Inputs[0] : judged;
        Shape pixels = Shape.Of(logits.Shape.Height * logits.Shape.Width);
        if (logits.Shape.Channels < 2)
        {
            Misfit(index, title, "at least 2 classes on the channel axis", judged);
            return;
        }

        _labels ??= builder.Input("labels", pixels, ValueRole.Labels);
        if (_labels.Shape != pixels)
            Misfit(index, title, $"the {_labels.Shape} labels a sample of the loss before it", judged);
        else
            builder.Result(ResultKind.Loss, builder.Add($"loss{index}", new CrossEntropy(loss.Weight), ValueRole.Loss, null, logits, _labels));
    }

    private void SquaredError(int index, LossSpec loss, Value judged, string title)
    {
        _targets ??= builder.Input("targets", judged.Shape, ValueRole.Targets);
        if (_targets.Shape != judged.Shape)
            Misfit(index, title, $"the targets {_targets.Shape} of the loss before it", judged);
        else
            builder.Result(ResultKind.Loss, builder.Add($"loss{index}", new SquaredError(loss.Weight), ValueRole.Loss, null, judged, _targets));
    }

    private void Misfit(int index, string title, string expected, Value judged) =>
        checker.Report(Problem.At(Place.Loss(index), Descriptors.LossShape.Id, title, expected, checker.TitleOf(judged), judged.Shape.ToString()));
}
