using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

public sealed class EvaluatorTests
{
    [Fact]
    public void EveryOperationHasAnEvaluator()
    {
        IEnumerable<Type> operations = typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation)) && !t.IsAbstract);
        Assert.Equal(operations.Select(t => t.Name).Order(), Evaluator.Known.Select(t => t.Name).Order());
    }
}
