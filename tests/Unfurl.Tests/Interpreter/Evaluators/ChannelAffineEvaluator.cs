using Unfurl.Generator;

namespace Unfurl.Tests.Interpreter;

/// <summary>y[c,i,j] = f(scale[c] x[c,i,j] + shift[c]).</summary>
internal sealed class ChannelAffineEvaluator : Evaluator<ChannelAffine>
{
    protected override void Run(ChannelAffine operation, NodeData data)
    {
        var x = new Channels(data, 0);
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = Epilogue.Apply(operation.Epilogue, (data[1][x.Channel(i)] * data[0][i]) + data[2][x.Channel(i)]);
    }
}

/// <summary>y[c,i,j] = scale[c] x[c,i,j].</summary>
internal sealed class ChannelScaleEvaluator : Evaluator<ChannelScale>
{
    protected override void Run(ChannelScale operation, NodeData data)
    {
        var x = new Channels(data, 0);
        for (int i = 0; i < data.Output.Length; i++)
            data.Output[i] = data[1][x.Channel(i)] * data[0][i];
    }
}
