namespace Unfurl.Generator;

/// <summary>Cells of zeros around a feature map.</summary>
internal readonly record struct Halo(int Top, int Left, int Bottom, int Right)
{
    public static Halo None => default;

    public bool IsNone => this == None;

    /// <summary>Whether there are at least as many zeros on every side.</summary>
    public bool Covers(Halo other) => Top >= other.Top && Left >= other.Left && Bottom >= other.Bottom && Right >= other.Right;

    /// <summary>Large enough for both.</summary>
    public Halo Union(Halo other) => new(
        Math.Max(Top, other.Top), Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));
}
