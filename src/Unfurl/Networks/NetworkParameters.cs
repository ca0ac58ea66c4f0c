using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unfurl.CompilerServices;

namespace Unfurl;

/// <summary>The weights of a network: natural (PyTorch) layout, a version, and what the kernels derive from them.</summary>
/// <remarks>
/// Any number of instances on any number of threads may read one object. Changing it is one thread's business while nobody else
/// reads; <c>Snapshot()</c> of the generated class gives the others a copy that stands still. Packed layouts live here and are rebuilt
/// when the version has moved, checked once per call of the network.
/// </remarks>
public abstract class NetworkParameters
{
    private readonly ParameterInfo[] _table;
    private readonly AlignedBuffer _values;
    private readonly PackedWeights[] _packed;
    private readonly Lock _packing = new();
    private long _version = 1;
    private long _statistics;

    /// <summary>For generated code: zeros for every tensor of the table.</summary>
    protected NetworkParameters(string network, ParameterInfo[] table, int length, int learnedLength, params ReadOnlySpan<int> packedLengths)
    {
        Network = network;
        LearnedLength = learnedLength;
        _table = table;
        _values = new AlignedBuffer(length);
        _packed = new PackedWeights[packedLengths.Length];
        for (int set = 0; set < _packed.Length; set++)
            _packed[set] = new PackedWeights(packedLengths[set]);
    }

    /// <summary>Name of the network's class.</summary>
    public string Network { get; }

    /// <summary>The tensors, in declaration order.</summary>
    public ReadOnlySpan<ParameterInfo> Table => _table;

    /// <summary>Counts the changes; a network repacks when it has moved.</summary>
    public long Version => Volatile.Read(ref _version) + Volatile.Read(ref _statistics);

    /// <summary>All tensors in one span, each starting on a cache line; the gaps between them hold zeros and must keep them.</summary>
    /// <remarks>Whoever writes calls <see cref="MarkChanged"/> afterwards.</remarks>
    public Span<float> Values => _values.Span;

    /// <summary>The part of <see cref="Values"/> that gradients are computed for: all but frozen layers and running statistics, which stand behind it.</summary>
    public Span<float> Learned => _values.Span[..LearnedLength];

    /// <summary>Numbers in <see cref="Learned"/>, gaps included.</summary>
    public int LearnedLength { get; }

    /// <summary>The tensor under <paramref name="key"/>, to read.</summary>
    /// <exception cref="KeyNotFoundException">The network has no such tensor.</exception>
    public ReadOnlySpan<float> this[string key] => View(key);

    /// <summary>The tensor under <paramref name="key"/>, to change. The version moves now; a span written after the next forward pass
    /// needs <see cref="MarkChanged"/>.</summary>
    /// <exception cref="KeyNotFoundException">The network has no such tensor.</exception>
    public Span<float> Edit(string key)
    {
        Span<float> tensor = View(key);
        MarkChanged();
        return tensor;
    }

    /// <summary>Says that values were written: packed layouts are rebuilt at the next call.</summary>
    public void MarkChanged() => Interlocked.Increment(ref _version);

    /// <summary>Draws fresh values: each tensor uniform around its initial value, PyTorch's default, unless its layer has an <see cref="Init"/>. The same seed gives the
    /// same bits.</summary>
    public void Initialize(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        foreach (ParameterInfo tensor in _table)
            FreshValues.Draw(tensor, Values.Slice(tensor.Offset, tensor.Length), ref random);
        MarkChanged();
    }

    /// <summary>For generated code: running statistics move. Only what is folded from them has to be made again.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void MarkStatisticsChanged() => Interlocked.Increment(ref _statistics);

    /// <summary>Writes a safetensors file: beside it first, flushed, then renamed over it, so that no half file is ever seen.</summary>
    public void Save(string path) => ParameterFile.Save(this, path);

    /// <summary>Reads a safetensors file. Nothing is changed unless every tensor is there with the right shape.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or names or shapes do not match; all mismatches are listed.</exception>
    public void Load(string path) => ParameterFile.Load(this, path);

    /// <summary>Reads a safetensors file from what is left of a stream, which stays open.</summary>
    /// <param name="stream">Where it stands.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public void Load(Stream stream, string source = "the stream") => ParameterFile.Load(this, stream, source);

    /// <summary>Reads a safetensors file in memory.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public void Load(ReadOnlySpan<byte> file, string source = "the bytes") => ParameterFile.Load(this, file, source);

    /// <summary>For generated code: reads a safetensors file inside an assembly.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it is damaged, or names or shapes do not match.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void LoadEmbedded(Assembly assembly, string resource)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using Stream stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"{Network} has no weights inside: the assembly has no resource '{resource}'.");
        ParameterFile.Load(this, stream, resource);
    }

    /// <summary>Copies every tensor from the one under its key in another network's weights, which may have others besides.</summary>
    /// <remarks>Shapes need not be the same, only the numbers as many, in the same order: so a Dense behind a Flatten gives its weights to a convolution as large as the map
    /// it reads, called by its <c>Key</c>, in a network of open sizes.</remarks>
    /// <exception cref="ArgumentException">A tensor is missing, or holds another count of numbers; all of them are listed, and nothing is changed.</exception>
    public void TakeFrom(NetworkParameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Dictionary<string, ParameterInfo> given = other._table.ToDictionary(t => t.Key);
        string[] problems =
        [
            .. _table.Where(t => !given.ContainsKey(t.Key)).Select(t => $"'{t.Key}' is not there"),
            .. _table.Where(t => given.TryGetValue(t.Key, out ParameterInfo? tensor) && tensor.Length != t.Length)
                .Select(t => $"'{t.Key}' is [{string.Join(", ", given[t.Key].Shape)}], expected the numbers of [{string.Join(", ", t.Shape)}]"),
        ];
        if (problems.Length > 0)
            throw new ArgumentException($"{Network} cannot take the weights of {other.Network}: {string.Join("; ", problems)}.", nameof(other));
        foreach (ParameterInfo tensor in _table)
            other[tensor.Key].CopyTo(View(tensor.Key));
        MarkChanged();
    }

    /// <summary>For generated code: copies the values of a network of the same class.</summary>
    protected void CopyFrom(NetworkParameters other)
    {
        other.Values.CopyTo(Values);
        MarkChanged();
    }

    /// <summary>For generated code: the first value.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values.Start;
    }

    /// <summary>For generated code: the first float of packed set <paramref name="set"/>, rebuilt if the version moved.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Packed(int set)
    {
        PackedWeights packed = _packed[set];
        if (Volatile.Read(ref packed.Version) != VersionOf(set))
            Repack(set);
        return ref packed.Buffer!.Start;
    }

    /// <summary>For generated code: the same within a call that has asked for it, whatever thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float AlreadyPacked(int set) => ref _packed[set].Buffer!.Start;

    /// <summary>For generated code: fills packed set <paramref name="set"/> from the natural layout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Pack(int set, ref float values, ref float packed);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Repack(int set)
    {
        lock (_packing)
        {
            PackedWeights packed = _packed[set];
            long version = VersionOf(set);
            if (packed.Version == version)
                return;
            packed.Buffer ??= new AlignedBuffer(packed.Length);
            Pack(set, ref _values.Start, ref packed.Buffer.Start);
            Volatile.Write(ref packed.Version, version);
        }
    }

    // The last set is folded from weights and running statistics, the others from weights alone.
    private long VersionOf(int set) => set == _packed.Length - 1 ? Version : Volatile.Read(ref _version);

    private Span<float> View(string key)
    {
        foreach (ParameterInfo tensor in _table)
        {
            if (tensor.Key == key)
                return Values.Slice(tensor.Offset, tensor.Length);
        }

        throw new KeyNotFoundException($"{Network} has no tensor '{key}'; it has {string.Join(", ", _table.Select(t => t.Key))}.");
    }

    private sealed class PackedWeights(int length)
    {
        public readonly int Length = length;
        public AlignedBuffer? Buffer;
        public long Version;
    }
}
