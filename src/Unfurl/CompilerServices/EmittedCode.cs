using System.ComponentModel;

namespace Unfurl.CompilerServices;

/// <summary>Versions of the contract between emitted code and this library. One that is no longer served is removed, and code emitted for it
/// no longer compiles.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmittedCode
{
    /// <summary>Loops of the forward pass are shared by threads; layers say how they are summed.</summary>
    public const int Version3 = 3;
}
