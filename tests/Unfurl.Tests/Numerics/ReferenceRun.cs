using Unfurl.Generator;
using Unfurl.Tests.Interpreter;

namespace Unfurl.Tests.Numerics;

/// <summary>A graph executed exactly and, only where a number is too far off, again with every value rounded to single precision.</summary>
internal sealed class ReferenceRun
{
    private readonly Lazy<GraphRun> _rounded;

    /// <param name="prepare">Gives a run its inputs; rounded or not.</param>
    /// <param name="sections">What is executed.</param>
    public ReferenceRun(Func<bool, GraphRun> prepare, params Section[] sections)
    {
        Exact = Execute(rounded: false);
        _rounded = new Lazy<GraphRun>(() => Execute(rounded: true));

        GraphRun Execute(bool rounded)
        {
            GraphRun run = prepare(rounded);
            run.Run(sections);
            return run;
        }
    }

    public GraphRun Exact { get; }

    /// <inheritdoc cref="Numbers.AssertClose(ReadOnlySpan{double}, ReadOnlySpan{float}, string, double, Func{double[]})"/>
    public void AssertClose(Func<GraphRun, double[]> numbers, ReadOnlySpan<float> actual, string what, double scale = 0) =>
        Numbers.AssertClose(numbers(Exact), actual, what, scale, () => numbers(_rounded.Value));
}
