using System.Text.RegularExpressions;

namespace Unfurl.Generator;

/// <summary>An activation: the formula its attribute class carries, or [Activation] is given.</summary>
internal sealed class ActivationLayer : LayerRule
{
    private static readonly Regex Word = new(@"^[A-Za-z][A-Za-z0-9_]*\z");

    // What gradients call the output and its gradient, and the input.
    private static readonly string[] Taken = ["x", "y", "dy"];

    // Numbers of the attribute that are no constants of a formula.
    private static readonly string[] Flags = ["Frozen", "PerChannel"];

    public override string Kind => "Activation";

    public override bool TakesOpenSizes => true;

    public override Value? Build(LayerContext layer, Value input)
    {
        LearnedSpec[] learned = layer.Spec.Learned.ToArray();
        if (Formula(layer, learned) is not { } formula)
            return null;
        if (layer.Learns && Derivative.Slope(formula, "x") == Expression.Zero && layer.IsLearned(input))
            layer.Report(Descriptors.NothingLearnsBefore.Id, layer.Title);
        if (learned.Length == 0)
            return layer.Add(new Elementwise(formula, EquatableArray.Of("x")), input);
        var parameters = new List<Value>();
        foreach (LearnedSpec constant in learned)
        {
            bool perChannel = layer.Flag("PerChannel", constant.PerChannel);
            double initial = constant.InitialFrom is { } argument ? layer.Number(argument, double.NaN) : constant.Initial;
            if (!IsNumber(layer, constant.InitialFrom ?? $"the start of '{constant.Name}'", initial)
                || layer.Parameter(constant.Name, Shape.Of(perChannel ? input.Shape.Channels : 1), bound: 0, initial) is not { } parameter)
                return null;
            parameters.Add(parameter);
        }

        return layer.Add(new LearnedActivation(formula, EquatableArray.Of("x"), learned.Select(c => c.Name).ToEquatable()), [input, .. parameters]);
    }

    /// <summary>The formula with numbers in the place of its fixed constants; null if it is wrong, which is reported.</summary>
    private static Expression? Formula(LayerContext layer, LearnedSpec[] learned)
    {
        foreach (LearnedSpec constant in learned)
        {
            if (!Word.IsMatch(constant.Name) || Taken.Contains(constant.Name) || FormulaFunctions.Words.Contains(constant.Name) || learned.Count(c => c.Name == constant.Name) > 1)
            {
                Wrong($"the learned constant {Literals.String(constant.Name)} needs a name of its own: a letter, then letters, digits and '_', and none of x, y, dy and the functions");
                return null;
            }
        }

        ArgumentSpec[] constants = layer.Spec.Arguments
            .Where(a => a.Text is null && !Flags.Contains(a.Name) && a.Name != "x" && learned.All(l => l.Name != a.Name))
            .ToArray();
        Expression? formula = FormulaParser.Parse(
            layer.Spec.Formula!, new[] { "x" }.Concat(learned.Select(c => c.Name)).Concat(constants.Select(c => c.Name)), out FormulaError? error);
        if (formula is null)
        {
            layer.ReportFormula(error!);
            return null;
        }

        ArgumentSpec[] used = constants.Where(c => formula.Mentions(c.Name)).ToArray();
        if (!used.All(c => IsNumber(layer, c.Name, c.Number)) || !HoldsWhatIsRequired(layer, constants))
            return null;
        if (learned.FirstOrDefault(c => !formula.Mentions(c.Name)) is { } idle)
        {
            Wrong($"{Literals.String(layer.Spec.Formula!)} does not use its learned constant '{idle.Name}'");
            return null;
        }

        foreach (ArgumentSpec constant in used)
            formula = formula.Replace(new Variable(constant.Name), new Number(constant.Number));
        if (Undefined.In(formula) is { } undefined)
        {
            Wrong($"{Literals.String(layer.Spec.Formula!)} {(used.Length == 0 ? undefined : $"has no value where {string.Join(", ", used.Select(c => $"{c.Name} = {layer.Text(c.Number)}"))}")}");
            return null;
        }

        formula = Simplifier.Simplify(formula);
        if (FormulaSize.Check(formula, layer.Spec.Formula!, layer.Learns ? ["x", .. learned.Select(c => c.Name)] : []) is not { } large)
            return formula;
        layer.ReportFormula(large);
        return null;

        void Wrong(string what) => layer.ReportFormula(new FormulaError(what, -1));
    }

    // Where it does not hold, the first constant it names is at fault.
    private static bool HoldsWhatIsRequired(LayerContext layer, ArgumentSpec[] constants)
    {
        if (layer.Spec.Requires is not { } required)
            return true;
        Expression? holds = FormulaParser.Parse($"where({required}, 1, 0)", constants.Select(c => c.Name), out FormulaError? error);
        if (holds is null)
        {
            layer.ReportFormula(new FormulaError($"Requires is {Literals.String(required)}, expected a comparison of its constants, as in \"a < b\": {error!.Message}", -1));
            return false;
        }

        ArgumentSpec[] named = constants.Where(c => holds.Mentions(c.Name)).ToArray();
        foreach (ArgumentSpec constant in named)
            holds = holds.Replace(new Variable(constant.Name), new Number(constant.Number));
        string others = string.Join(", ", named.Skip(1).Select(c => $"{c.Name} is {layer.Text(c.Number)}"));
        return named.Length == 0 || layer.IsInRange(named[0].Name, named[0].Number, Simplifier.Simplify(holds) == Expression.One, required + (others.Length > 0 ? $", where {others}" : ""));
    }

    // In single precision: beyond its range the constant would be infinite.
    private static bool IsNumber(LayerContext layer, string name, double number) =>
        layer.IsInRange(name, number, number is >= -float.MaxValue and <= float.MaxValue, "a finite number of single precision");
}
