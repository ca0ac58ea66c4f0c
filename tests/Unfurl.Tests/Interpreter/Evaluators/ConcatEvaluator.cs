using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>For each sample, its numbers in all inputs, one input behind the other: channels are outermost.</summary>
internal sealed class ConcatEvaluator : Evaluator<Concat>
{
    protected override void Run(Concat operation, NodeData data)
    {
        var joined = new List<double>();
        for (int n = 0; n < data.Samples; n++)
        {
            for (int i = 0; i < data.InputCount; i++)
                joined.AddRange(data[i].Skip(n * data.Shape(i).Length).Take(data.Shape(i).Length));
        }

        joined.CopyTo(data.Output);
    }
}

/// <summary>y[c] = x[first + c].</summary>
internal sealed class SliceEvaluator : Evaluator<Slice>
{
    protected override void Run(Slice operation, NodeData data)
    {
        Maps x = data.Maps(0), y = data.OutputMaps;
        Pixels.Run(data.Samples, y, (n, i, j) =>
        {
            for (int c = 0; c < operation.Channels; c++)
                y[n, c, i, j] = x[n, operation.First + c, i, j];
        });
    }
}
