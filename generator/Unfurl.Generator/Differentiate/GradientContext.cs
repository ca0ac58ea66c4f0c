namespace Unfurl.Generator;

/// <summary>What an operation's gradient rule sees: its node, the gradient of its output, and where to give gradients of its inputs.</summary>
internal sealed class GradientContext(GraphBuilder builder, Node node, Value outputGradient, Func<Value, bool> isWanted, Action<Value, Value> contribute)
{
    /// <summary>dy.</summary>
    public Value OutputGradient { get; } = outputGradient;

    /// <summary>y.</summary>
    public Value Output => node.Output;

    /// <summary>Input number <paramref name="index"/>.</summary>
    public Value Input(int index) => node.Inputs[index];

    public int InputCount => node.Inputs.Count;

    /// <summary>Whether somebody wants the gradient of an input.</summary>
    public bool Wants(int input) => isWanted(node.Inputs[input]);

    /// <summary>A value made on the way to gradients.</summary>
    public Value Add(string name, Operation operation, ValueRole role, params Value[] values) => builder.Add(name, operation, role, null, values);

    /// <summary>The gradient of an input is that of the output.</summary>
    public void Pass(int input)
    {
        if (isWanted(node.Inputs[input]))
            contribute(node.Inputs[input], OutputGradient);
    }

    /// <summary>The gradient of an input is an operation on values; nothing happens if nobody wants it.</summary>
    public void Give(int input, Operation operation, params Value[] values)
    {
        Value of = node.Inputs[input];
        if (!isWanted(of))
            return;
        bool parameter = of.Role == ValueRole.Parameter;
        contribute(of, builder.Add(
            "d" + of.Name, operation, parameter ? ValueRole.ParameterGradient : ValueRole.Activation, parameter ? of.Parameter : null, values));
    }
}
