using System.Runtime.InteropServices;
using System.Text;

namespace Unfurl.Benchmarks;

/// <summary>The part of ONNX Runtime's C interface that a benchmark needs.</summary>
/// <remarks>The library exports one function; all others stand in a table whose order never changes, only grows. Handles are
/// <c>nint</c>, a returned status of 0 is success.</remarks>
internal sealed unsafe class OrtApi
{
    private const uint TableVersion = 13;
    private const int ErrorLevel = 3;

    private readonly void** _table;
    private readonly nint _environment;

    /// <summary>Loads the library and makes the one environment that all sessions share.</summary>
    /// <exception cref="PeerException">The library cannot be loaded or does not know our version of the table.</exception>
    public OrtApi(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint module) || !NativeLibrary.TryGetExport(module, "OrtGetApiBase", out nint entry))
            throw new PeerException($"{library} cannot be loaded");

        var apiBase = (void**)((delegate* unmanaged[Cdecl]<nint>)entry)();
        _table = (void**)((delegate* unmanaged[Cdecl]<uint, nint>)apiBase[0])(TableVersion);
        if (_table == null)
            throw new PeerException($"{library} does not offer version {TableVersion} of its interface");
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)apiBase[1])())!;

        Run = (delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[9];
        nint environment;
        fixed (byte* name = "unfurl"u8)
            Check(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)_table[3])(ErrorLevel, name, &environment));
        _environment = environment;
    }

    /// <summary>The library's version.</summary>
    public string Version { get; }

    /// <summary>Run(session, options, input names, inputs, count, output names, count, outputs): bare, because it is what gets timed.
    /// </summary>
    public delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint> Run { get; }

    /// <summary>A session with all optimisations for a model in memory.</summary>
    public nint CreateSession(ReadOnlySpan<byte> model, int threads)
    {
        const int allOptimisations = 99;
        nint options, session;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)_table[10])(&options));
        try
        {
            SetOption(23, options, allOptimisations);
            SetOption(24, options, threads);
            SetOption(25, options, 1);
            fixed (byte* bytes = model)
            {
                Check(((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)_table[8])(
                    _environment, bytes, (nuint)model.Length, options, &session));
            }

            return session;
        }
        finally
        {
            Release(100, options);
        }
    }

    /// <summary>A tensor over memory of ours.</summary>
    public nint CreateTensor(float* data, ReadOnlySpan<long> shape)
    {
        const int arenaAllocator = 1, defaultMemory = 0, float32 = 1;
        nuint bytes = sizeof(float);
        foreach (long size in shape)
            bytes *= (nuint)size;

        nint memory, tensor;
        Check(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)_table[69])(arenaAllocator, defaultMemory, &memory));
        try
        {
            fixed (long* sizes = shape)
            {
                Check(((delegate* unmanaged[Cdecl]<nint, float*, nuint, long*, nuint, int, nint*, nint>)_table[49])(
                    memory, data, bytes, sizes, (nuint)shape.Length, float32, &tensor));
            }

            return tensor;
        }
        finally
        {
            Release(94, memory);
        }
    }

    /// <summary>A tensor's numbers.</summary>
    public ReadOnlySpan<float> Read(nint tensor)
    {
        float* data;
        nint shape;
        nuint count;
        Check(((delegate* unmanaged[Cdecl]<nint, float**, nint>)_table[51])(tensor, &data));
        Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)_table[65])(tensor, &shape));
        nint status = ((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)_table[64])(shape, &count);
        Release(99, shape);
        Check(status);
        return new ReadOnlySpan<float>(data, checked((int)count));
    }

    /// <summary>Frees a session.</summary>
    public void ReleaseSession(nint session) => Release(95, session);

    /// <summary>Frees a tensor.</summary>
    public void ReleaseTensor(nint tensor) => Release(96, tensor);

    /// <summary>Turns a failed call into an exception with the peer's own words.</summary>
    public void Check(nint status)
    {
        if (status == 0)
            return;
        byte* text = ((delegate* unmanaged[Cdecl]<nint, byte*>)_table[2])(status);
        string message = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        Release(93, status);
        throw new PeerException(message);
    }

    private void SetOption(int index, nint options, int value) =>
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_table[index])(options, value));

    private void Release(int index, nint handle) => ((delegate* unmanaged[Cdecl]<nint, void>)_table[index])(handle);
}
