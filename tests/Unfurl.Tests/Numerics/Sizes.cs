namespace Unfurl.Tests.Numerics;

/// <summary>Sizes around the vector widths 4, 8 and 16 and their doubles.</summary>
internal static class Sizes
{
    public static readonly int[] All = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33];
}
