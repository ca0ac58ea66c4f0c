namespace Unfurl;

/// <summary>The checks of a data set against a network.</summary>
internal static class TrainingArguments
{
    /// <summary>Throws unless the data set has samples of the network's input length.</summary>
    public static void CheckInputs(INetwork network, DataSet data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
            throw new ArgumentException("The data set has no samples.", name);
        if (data.InputLength != network.InputLength)
        {
            string shape = string.Join('x', network.InputShape.ToArray());
            throw new ArgumentException(
                $"{network.Name} takes inputs of {network.InputLength} numbers ({shape}), but the data set has {data.InputLength}.", name);
        }
    }

    /// <summary>Throws unless the data set has what the network's loss takes; what it has besides is ignored.</summary>
    public static void CheckLoss(INetwork network, DataSet data, int labels, int targets, string name)
    {
        if (labels > 0 && data.LabelLength != labels)
            throw new ArgumentException(
                $"The loss of {network.Name} takes {labels} labels per sample, but the data set has {data.LabelLength}.", name);
        if (targets > 0 && data.TargetLength != targets)
            throw new ArgumentException(
                $"The loss of {network.Name} takes {targets} targets per sample, but the data set has {data.TargetLength}.", name);
    }
}
