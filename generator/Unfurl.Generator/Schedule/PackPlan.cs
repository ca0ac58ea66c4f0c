namespace Unfurl.Generator;

/// <summary>The layouts derived from weights: which kernel makes each, and where it lies. Shared by inference and training.</summary>
internal sealed class PackPlan(ParameterTable parameters)
{
    private readonly Dictionary<(Parameter, string), Pack> _packs = [];
    private readonly int[] _lengths = new int[2];

    public IEnumerable<Pack> Packs => _packs.Values;

    /// <summary>Floats of a packed set.</summary>
    public int Length(Storage storage) => _lengths[Set(storage)];

    public static int Set(Storage storage) => storage == Storage.PackedForward ? 0 : 1;

    public Buffer Request(Parameter parameter, string variant, Storage storage, int length, Kernel kernel)
    {
        if (!_packs.TryGetValue((parameter, variant), out Pack? pack))
        {
            ref int end = ref _lengths[Set(storage)];
            var target = new Buffer($"{parameter.Key} {variant}", storage, length, end);
            end = checked(end + Layout.RoundUp(length));
            _packs.Add((parameter, variant), pack = new Pack(kernel, parameters.Find(parameter), target));
        }

        return pack.Target;
    }
}

/// <summary>A packed layout of one tensor of weights.</summary>
internal sealed record Pack(Kernel Kernel, Buffer Source, Buffer Target);
