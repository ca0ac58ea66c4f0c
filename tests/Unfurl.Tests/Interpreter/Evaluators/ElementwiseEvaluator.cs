using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>A formula, number by number.</summary>
internal sealed class ElementwiseEvaluator : Evaluator<Elementwise>
{
    protected override void Run(Elementwise operation, NodeData data)
    {
        Dictionary<string, double[]> inputs = operation.Names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => data[p.i]);
        for (int i = 0; i < data.Output.Length; i++)
        {
            int at = i;
            data.Output[i] = FormulaFunctions.Evaluate(operation.Formula, name => inputs[name][at]);
        }
    }
}
