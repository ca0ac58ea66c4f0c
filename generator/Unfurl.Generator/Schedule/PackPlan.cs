namespace Unfurl.Generator;

/// <summary>What is derived from weights: which kernel makes each, and where it lies. Shared by inference and training.</summary>
internal sealed class PackPlan(ParameterTable parameters)
{
    /// <summary>The packed sets, by number.</summary>
    public static readonly Storage[] Sets = [Storage.PackedForward, Storage.PackedBackward, Storage.PackedInference, Storage.Folded];

    private readonly List<Pack> _packs = [];
    private readonly Dictionary<(Buffer, string, Storage), Buffer> _packed = [];
    private readonly Dictionary<Value, Buffer> _derived = [];
    private readonly int[] _lengths = new int[Sets.Length];

    public IReadOnlyList<Pack> Packs => _packs;

    /// <summary>Floats of a packed set.</summary>
    public int Length(Storage storage) => _lengths[Set(storage)];

    public static int Set(Storage storage) => Array.IndexOf(Sets, storage);

    /// <summary>Weights in natural layout: those of the network, or what is derived from them.</summary>
    public Buffer Find(Value value) => value.Parameter is { } parameter ? parameters.Find(parameter) : _derived[value];

    /// <summary>Weights in another layout.</summary>
    public Buffer Request(Value value, string variant, Storage storage, int length, Kernel kernel)
    {
        Buffer source = Find(value);

        // What is made of derived weights is rebuilt with them.
        Storage set = source.Storage == Storage.Folded ? Storage.Folded : storage;
        if (!_packed.TryGetValue((source, variant, set), out Buffer? target))
            _packed.Add((source, variant, set), target = Add($"{source.Name} {variant}", set, length, kernel, source));
        return target;
    }

    /// <summary>A value that depends on weights alone.</summary>
    public void Derive(Value value, Kernel kernel, params Buffer[] sources)
    {
        if (!_derived.ContainsKey(value))
            _derived.Add(value, Add(value.Name, Storage.Folded, value.Shape.Length, kernel, sources));
    }

    private Buffer Add(string name, Storage storage, int length, Kernel kernel, params Buffer[] sources)
    {
        ref int end = ref _lengths[Set(storage)];
        var target = new Buffer(name, storage, length, end);
        end = checked(end + Layout.RoundUp(length));
        _packs.Add(new Pack(kernel, new EquatableArray<Buffer>(sources), target));
        return target;
    }
}

/// <summary>A step that derives numbers from weights.</summary>
internal sealed record Pack(Kernel Kernel, EquatableArray<Buffer> Sources, Buffer Target);
