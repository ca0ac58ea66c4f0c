using System.Globalization;

namespace Unfurl;

/// <summary>Finds where numbers stopped being finite.</summary>
internal static class Divergence
{
    /// <summary>Describes the layer where it began, as far as the numbers tell.</summary>
    /// <remarks>Weights come first because they are the cause, then what went in, then values in the order of the forward pass. Gradients
    /// tell only if the loss is finite: they spread from the layer where it began to all before it.</remarks>
    public static TrainingDivergedException Describe(
        INetwork network,
        ReadOnlySpan<float> gradients,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        ActivationReader? activations,
        double loss,
        long step)
    {
        (string? layer, string where) = InWeights(network) ?? InBatch(inputs, targets) ?? InOutputs(network, activations)
            ?? (double.IsFinite(loss) ? InGradients(network, gradients) : null) ?? LargestWeight(network, activations is not null);
        string cause = double.IsFinite(loss) ? "a gradient is not finite" : $"the loss is {Text(loss)}";
        return new TrainingDivergedException(
            $"{network.Name}, step {step}: {cause}. {where} The weights are as before this step; " +
            "a smaller learning rate, a warm-up or gradient clipping may help.",
            layer,
            loss);
    }

    private static (string?, string)? InWeights(INetwork network)
    {
        foreach (ParameterInfo tensor in network.Weights.Table)
        {
            if (First(network.Weights[tensor.Key]) is { } weight)
                return Place(LayerOf(tensor.Key), $"its weights {tensor.Key} hold", weight);
        }

        return null;
    }

    private static (string?, string)? InBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        if (First(inputs) is { } input)
            return (null, $"The inputs of the batch hold {input}.");
        return First(targets) is { } target ? (null, $"The targets of the batch hold {target}.") : null;
    }

    private static (string?, string)? InOutputs(INetwork network, ActivationReader? activations)
    {
        foreach (LayerInfo layer in network.Info)
        {
            if (activations is not null && First(activations(layer.Name)) is { } value)
                return Place(layer.Name, "its outputs hold", value);
        }

        return null;
    }

    private static (string?, string)? InGradients(INetwork network, ReadOnlySpan<float> gradients)
    {
        ReadOnlySpan<ParameterInfo> table = network.Weights.Table;
        for (int i = table.Length - 1; i >= 0; i--)
        {
            if (table[i].IsLearned && First(gradients.Slice(table[i].Offset, table[i].Length)) is { } gradient)
            {
                string layer = LayerOf(table[i].Key);
                return (layer, $"The backward pass met such a number first in {layer}: the gradients of {table[i].Key} hold {gradient}.");
            }
        }

        return null;
    }

    /// <summary>A guess, and said to be one: outputs overflow where weights have grown.</summary>
    private static (string?, string) LargestWeight(INetwork network, bool hasOutputs)
    {
        (string? key, float largest) = (null, -1);
        foreach (ParameterInfo tensor in network.Weights.Table)
        {
            foreach (float weight in network.Weights[tensor.Key])
            {
                if (tensor.IsLearned && Math.Abs(weight) > largest)
                    (key, largest) = (tensor.Key, Math.Abs(weight));
            }
        }

        string outputs = hasOutputs
            ? "and so are all outputs that layers keep"
            : "outputs of layers are not kept without [Network(..., KeepActivations = true)]";
        return key is null
            ? (null, $"All inputs are finite, {outputs}.")
            : (LayerOf(key), $"All weights and inputs are finite, {outputs}; the largest weight is {Text(largest)}, in {key}.");
    }

    /// <summary>The layer a tensor belongs to: its key without the last part.</summary>
    public static string LayerOf(string key) => key.LastIndexOf('.') is > 0 and int dot ? key[..dot] : key;

    private static (string Layer, string Where) Place(string layer, string what, string found) =>
        (layer, $"The first layer that is not finite is {layer}: {what} {found}.");

    private static string? First(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return $"{Text(values[i])} at {i.ToString(CultureInfo.InvariantCulture)}";
        }

        return null;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
