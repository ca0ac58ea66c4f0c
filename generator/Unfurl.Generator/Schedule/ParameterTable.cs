namespace Unfurl.Generator;

/// <summary>Where each tensor of weights lies in natural layout: every one starts on a cache line, those that are learned before the others, so that
/// gradients and optimisers see one run.</summary>
internal sealed class ParameterTable
{
    private readonly Dictionary<Parameter, Buffer> _buffers = [];

    public ParameterTable(IEnumerable<Parameter> parameters)
    {
        Parameter[] all = parameters.ToArray();
        foreach (Parameter parameter in all.Where(p => p.IsLearned))
            Add(parameter);
        LearnedLength = Length;
        foreach (Parameter parameter in all.Where(p => !p.IsLearned))
            Add(parameter);
    }

    /// <summary>Floats of all tensors with the gaps between them.</summary>
    public int Length { get; private set; }

    /// <summary>Floats of those that are learned.</summary>
    public int LearnedLength { get; }

    public Buffer Find(Parameter parameter) => _buffers[parameter];

    private void Add(Parameter parameter)
    {
        _buffers.Add(parameter, new Buffer(parameter.Key, Storage.Parameters, parameter.Shape.Length, Length));
        Length = checked(Length + Layout.RoundUp(parameter.Shape.Length));
    }
}
