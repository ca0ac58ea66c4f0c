using System.Globalization;

namespace Unfurl.Generator;

/// <summary>Appends the losses: what each judges, and the labels or targets it is given.</summary>
internal sealed class LossChecker(NetworkSpec spec, GraphBuilder builder, NetworkChecker checker)
{
    private const string LabelLoss = "CrossEntropy";

    private readonly Dictionary<Value, string> _judged = [];
    private Value? _labels;
    private Value? _targets;

    /// <summary>What the losses name.</summary>
    public IEnumerable<Value> Judged => _judged.Keys;

    public void Add(Value output)
    {
        if (spec.Inference && !spec.IsOpen && spec.Losses.Count > 0)
            checker.Report(Problem.At(Place.Loss(0), Descriptors.LossWithoutTraining.Id, spec.Type.Name));

        builder.Section = Section.Loss;
        for (int i = 0; i < spec.Losses.Count; i++)
            AddLoss(new LossContext(spec.Losses[i], i, checker), output);
    }

    private void AddLoss(LossContext loss, Value output)
    {
        double weight = loss.Spec.Weight;
        if (loss.Spec.Formula is null && loss.Spec.Kind != LabelLoss)
        {
            loss.Report(Descriptors.UnknownLoss.Id, loss.Spec.Kind);
            return;
        }

        if (!(weight > 0) || double.IsInfinity(weight))
            loss.Report(Descriptors.BadLossWeight.Id, loss.Title, weight.ToString("R", CultureInfo.InvariantCulture));
        Value? judged = output;
        if (loss.Spec.From is { } from && (judged = checker.Named(from)) is null)
        {
            loss.Report(Descriptors.UnknownLossSource.Id, loss.Title, from, LayerNames.Suggest(checker.GivenNames("")));
            return;
        }

        if (_judged.TryGetValue(judged!, out string? other))
        {
            loss.Report(Descriptors.SeveralLosses.Id, loss.Title, checker.TitleOf(judged!), other);
            return;
        }

        _judged.Add(judged!, loss.Title);
        builder.Layer = -1;
        if (!loss.OwnsItsArguments() || spec.Inference)
            return;
        if (loss.Spec.Formula is null)
            AddCrossEntropy(loss, judged!);
        else
            AddElementwise(loss, judged!);
    }

    private void AddCrossEntropy(LossContext loss, Value judged)
    {
        Value logits = Logits(loss, judged);
        Shape pixels = Shape.Of(logits.Shape.Height * logits.Shape.Width);
        if (logits.Shape.Channels < 2)
        {
            loss.Misfit("at least 2 classes on the channel axis", judged);
            return;
        }

        if (loss.CrossEntropy(judged, logits.Shape.Channels) is not { } options)
            return;
        _labels ??= builder.Input("labels", pixels, ValueRole.Labels);
        if (_labels.Shape != pixels)
            loss.Misfit($"the {_labels.Shape} labels a sample of the loss before it", judged);
        else
            Append(loss, new CrossEntropy(options), logits, _labels);
    }

    private void AddElementwise(LossContext loss, Value judged)
    {
        if (loss.Formula() is not { } formula)
            return;
        Value x = Logits(loss, judged);
        if (!formula.Mentions("t"))
        {
            Append(loss, new ElementwiseLoss(loss.Spec.Weight, formula), x);
            return;
        }

        _targets ??= builder.Input("targets", judged.Shape, ValueRole.Targets);
        if (_targets.Shape != judged.Shape)
            loss.Misfit($"the targets {_targets.Shape} of the loss before it", judged);
        else
            Append(loss, new ElementwiseLoss(loss.Spec.Weight, formula), x, _targets);
    }

    // log(softmax(x)) and log(sigmoid(x)) are exact from x, and rounded away from what the last layer makes of it.
    private Value Logits(LossContext loss, Value judged)
    {
        if (loss.Spec.IsUsers || builder.Nodes.FirstOrDefault(n => n.Output == judged) is not { } node)
            return judged;
        bool isLink = loss.Spec.Kind switch
        {
            LabelLoss => node.Operation is Softmax,
            "BinaryCrossEntropy" => node.Operation is Elementwise { Formula: Call { Function: "sigmoid" } call } && call.Arguments[0] is Variable,
            _ => false,
        };
        return isLink ? node.Inputs[0] : judged;
    }

    private void Append(LossContext loss, Operation operation, params Value[] inputs) => builder.Result(
        ResultKind.Loss, builder.Add(InvariantText.Of($"loss{loss.Index}"), operation, ValueRole.Loss, null, inputs));
}
