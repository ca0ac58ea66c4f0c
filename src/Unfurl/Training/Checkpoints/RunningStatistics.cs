namespace Unfurl;

/// <summary>A copy of what training passes change besides gradients, to undo a pass that went wrong.</summary>
/// <remarks>Statistics have one axis; the large tensors of frozen layers, which never change, are not copied.</remarks>
internal sealed class RunningStatistics
{
    private readonly NetworkParameters _weights;
    private readonly ParameterInfo[] _tensors;
    private readonly float[] _copy;

    public RunningStatistics(NetworkParameters weights)
    {
        _weights = weights;
        _tensors = [.. weights.Table.ToArray().Where(tensor => !tensor.IsLearned && tensor.Shape.Length == 1)];
        _copy = new float[_tensors.Sum(tensor => tensor.Length)];
    }

    /// <summary>Copies them.</summary>
    public void Keep()
    {
        int start = 0;
        foreach (ParameterInfo tensor in _tensors)
        {
            _weights.Values.Slice(tensor.Offset, tensor.Length).CopyTo(_copy.AsSpan(start));
            start += tensor.Length;
        }
    }

    /// <summary>Puts the copies back.</summary>
    public void Restore()
    {
        int start = 0;
        foreach (ParameterInfo tensor in _tensors)
        {
            _copy.AsSpan(start, tensor.Length).CopyTo(_weights.Values.Slice(tensor.Offset, tensor.Length));
            start += tensor.Length;
        }

        _weights.MarkChanged();
    }
}
