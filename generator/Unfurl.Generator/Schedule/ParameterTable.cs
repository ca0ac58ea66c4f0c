namespace Unfurl.Generator;

/// <summary>Where each tensor of weights lies in natural layout: every one starts on a cache line.</summary>
internal sealed class ParameterTable
{
    private readonly Dictionary<Parameter, Buffer> _buffers = [];

    public ParameterTable(IEnumerable<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
        {
            _buffers.Add(parameter, new Buffer(parameter.Key, Storage.Parameters, parameter.Shape.Length, Length));
            Length = checked(Length + Layout.RoundUp(parameter.Shape.Length));
        }
    }

    /// <summary>Floats of all tensors with the gaps between them.</summary>
    public int Length { get; }

    public Buffer Find(Parameter parameter) => _buffers[parameter];
}
