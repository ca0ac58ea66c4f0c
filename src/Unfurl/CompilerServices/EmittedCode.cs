using System.ComponentModel;

namespace Unfurl.CompilerServices;

/// <summary>Versions of the contract between emitted code and this library. One that is no longer served is removed, and code emitted for it
/// no longer compiles.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmittedCode
{
    /// <summary>Weights that are learned stand before those that are not; running statistics; several spans.</summary>
    public const int Version2 = 2;
}
