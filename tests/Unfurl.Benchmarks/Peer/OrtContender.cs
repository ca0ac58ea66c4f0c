using System.Runtime.InteropServices;

namespace Unfurl.Benchmarks;

/// <summary>The peer's side: a session with its input and output bound once.</summary>
/// <remarks>The first run allocates the output, later ones write into the same value: its fastest path.</remarks>
internal sealed unsafe class OrtContender : IContender, IDisposable
{
    private readonly OrtApi _api;
    private readonly nint _session;
    private readonly float* _input;

    // Input name, output name, input tensor, output tensor. In native memory, so that a run pins nothing.
    private readonly nint* _bound;

    /// <summary>Opens a session on the same graph, weights and input as ours.</summary>
    /// <exception cref="PeerException">The peer refuses the model.</exception>
    public OrtContender(OrtApi api, OnnxGraph graph, NetworkParameters weights, float[] input, int batch, int threads)
        : this(api, OnnxFile.Write(graph, weights, batch), graph, input, batch, threads)
    {
    }

    /// <summary>Opens a session on a model as bytes, and runs it once.</summary>
    /// <exception cref="PeerException">The peer refuses the model.</exception>
    public OrtContender(OrtApi api, ReadOnlySpan<byte> model, OnnxGraph graph, float[] input, int batch, int threads)
    {
        _api = api;
        _session = api.CreateSession(model, threads);

        _input = (float*)NativeMemory.AlignedAlloc((nuint)input.Length * sizeof(float), 64);
        input.CopyTo(new Span<float>(_input, input.Length));
        _bound = (nint*)NativeMemory.AllocZeroed(4, (nuint)sizeof(nint));
        _bound[0] = Marshal.StringToCoTaskMemUTF8(graph.Input);
        _bound[1] = Marshal.StringToCoTaskMemUTF8(graph.Output);
        _bound[2] = api.CreateTensor(_input, [batch, .. graph.InputShape]);
        Repeat(1);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Output => _api.Read(_bound[3]);

    /// <inheritdoc/>
    public void Repeat(int times)
    {
        nint* bound = _bound;
        for (int i = 0; i < times; i++)
            _api.Check(_api.Run(_session, 0, &bound[0], &bound[2], 1, &bound[1], 1, &bound[3]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _api.ReleaseTensor(_bound[2]);
        _api.ReleaseTensor(_bound[3]);
        _api.ReleaseSession(_session);
        Marshal.FreeCoTaskMem(_bound[0]);
        Marshal.FreeCoTaskMem(_bound[1]);
        NativeMemory.Free(_bound);
        NativeMemory.AlignedFree(_input);
    }
}
