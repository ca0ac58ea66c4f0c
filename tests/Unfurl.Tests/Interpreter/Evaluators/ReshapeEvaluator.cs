using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>The same numbers.</summary>
internal sealed class ReshapeEvaluator : Evaluator<Reshape>
{
    protected override void Run(Reshape operation, NodeData data) => data[0].CopyTo(data.Output, 0);
}
