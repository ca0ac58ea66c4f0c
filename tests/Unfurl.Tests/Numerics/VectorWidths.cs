using System.Runtime.Intrinsics;

namespace Unfurl.Tests.Numerics;

/// <summary>The vectors a child process was started to have: a misspelt switch is ignored in silence.</summary>
internal static class VectorWidths
{
    /// <summary>Set for child processes: the widest vectors, 256, 128 or none.</summary>
    public const string Variable = "UNFURL_EXPECT_VECTORS";

    public static string? Expected { get; } = Environment.GetEnvironmentVariable(Variable);

    public static string Actual =>
        Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : Vector128.IsHardwareAccelerated ? "128" : "none";
}
