using System.Globalization;

namespace Unfurl.Generator;

/// <summary>What a loss is read through: its arguments, and the words for what is wrong.</summary>
/// <param name="spec">The attribute.</param>
/// <param name="index">Its number.</param>
/// <param name="checker">The network's.</param>
internal sealed class LossContext(LossSpec spec, int index, NetworkChecker checker)
{
    /// <summary>Arguments of [Loss] that one loss has and the others have not.</summary>
    private static readonly Dictionary<string, string> Owners = new()
    {
        ["Delta"] = "Huber",
        ["LabelSmoothing"] = "CrossEntropy",
        ["ClassWeights"] = "CrossEntropy",
        ["IgnoreLabel"] = "CrossEntropy",
    };

    public LossSpec Spec => spec;

    public int Index => index;

    /// <summary>How messages call the loss.</summary>
    public string Title => $"Loss {spec.Kind}";

    public void Report(string id, params string[] arguments) => checker.Report(Problem.At(Place.Loss(index), id, arguments));

    /// <summary>What it judges has a shape that it cannot.</summary>
    public void Misfit(string expected, Value judged) =>
        Report(Descriptors.LossShape.Id, Title, expected, checker.TitleOf(judged), judged.Shape.ToString());

    public bool IsInRange(string argument, double value, bool holds, string expected)
    {
        if (!holds)
            Report(Descriptors.BadLossArgument.Id, Title, argument, value.ToString("R", CultureInfo.InvariantCulture), expected);
        return holds;
    }

    /// <summary>Whether every argument means something to this loss; if not, it is reported.</summary>
    public bool OwnsItsArguments()
    {
        IEnumerable<string> written = spec.Arguments.Select(a => a.Name).Concat(spec.ClassWeights is null ? [] : ["ClassWeights"]);
        string? foreign = spec.IsUsers ? null : written.FirstOrDefault(a => Owners.TryGetValue(a, out string owner) && owner != spec.Kind);
        if (foreign is not null)
            Report(Descriptors.ForeignLossArgument.Id, Title, foreign, Owners[foreign]);
        return foreign is null;
    }

    /// <summary>What a cross-entropy counts; null if that is wrong, which is reported.</summary>
    public CrossEntropyOptions? CrossEntropy(Value judged, int classes)
    {
        double smoothing = spec.Number("LabelSmoothing", 0);
        EquatableArray<double> weights = spec.ClassWeights ?? default;
        bool holds = IsInRange("LabelSmoothing", smoothing, smoothing is >= 0 and < 1, "a number in [0, 1)");
        if (spec.ClassWeights is not null)
            holds &= IsInRange("the number of ClassWeights", weights.Count, weights.Count == classes, InvariantText.Of($"{classes}, one for each class of {checker.TitleOf(judged)}")) && AreWeights(weights);
        return holds ? new CrossEntropyOptions(spec.Weight, classes, smoothing, weights, spec.Has("IgnoreLabel") ? (int)spec.Number("IgnoreLabel", 0) : null) : null;
    }

    private bool AreWeights(EquatableArray<double> weights)
    {
        for (int i = 0; i < weights.Count; i++)
        {
            if (!IsInRange(InvariantText.Of($"ClassWeights[{i}]"), weights[i], weights[i] >= 0 && IsFinite(weights[i]), "a finite number of at least 0"))
                return false;
        }

        return IsInRange("the sum of ClassWeights", weights.Sum(), weights.Sum() > 0, "more than 0");
    }

    /// <summary>The formula with numbers in the place of its constants; null if it is wrong, which is reported.</summary>
    public Expression? Formula()
    {
        // Huber's is the only one of ours.
        ArgumentSpec[] constants = spec.IsUsers ? spec.Arguments.ToArray() : [new ArgumentSpec("delta", spec.Number("Delta", 1), null)];
        if (!constants.All(c => IsInRange(spec.IsUsers ? c.Name : "Delta", c.Number, IsFinite(c.Number) && (spec.IsUsers || c.Number > 0), Expected())))
            return null;
        Expression? formula = FormulaParser.Parse(spec.Formula!, new[] { "x", "t" }.Concat(constants.Select(c => c.Name)), out FormulaError? error);
        foreach (ArgumentSpec constant in constants)
            formula = formula?.Replace(new Variable(constant.Name), new Number(constant.Number));
        if (formula?.Mentions("x") == false)
            error = new FormulaError($"{Literals.String(spec.Formula!)} does not depend on x", -1);
        formula = formula is null ? null : Simplifier.Simplify(formula);
        error ??= FormulaSize.Check(formula!, spec.Formula!, ["x"]);
        if (error is null)
            return formula;
        checker.Report(Problem.At(Place.Loss(index) with { Character = error.At }, Descriptors.BadLossFormula.Id, Title, error.Message));
        return null;

        string Expected() => spec.IsUsers ? "a finite number" : "a finite number greater than 0";
    }

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}
