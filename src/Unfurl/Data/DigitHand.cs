namespace Unfurl;

/// <summary>One writer's hand at one digit: where a point of the digit's box lands on the paper, and how the pen behaves.</summary>
/// <remarks>Only arithmetic whose rounding IEEE 754 fixes (+, -, *, /, square root), so that every machine draws the same bytes; the
/// rotation is built from the tangent of half its angle for that reason.</remarks>
internal sealed class DigitHand
{
    private const int WarpSize = 3;
    private const float Middle = (DigitPen.Size - 1) / 2f;

    private readonly float[] _warpX = new float[WarpSize * WarpSize];
    private readonly float[] _warpY = new float[WarpSize * WarpSize];
    private float _xx, _xy, _yx, _yy, _dx, _dy;

    /// <summary>How far a single point of a stroke strays, in units of the box.</summary>
    public float Jitter { get; private set; }

    /// <summary>Half the width of the line in pixels.</summary>
    public float Radius { get; private set; }

    /// <summary>How much the radius grows from the start to the end of a stroke, as a factor; below 1 it shrinks.</summary>
    public float Taper { get; private set; }

    /// <summary>Pixels over which the edge of the line fades.</summary>
    public float Softness { get; private set; }

    /// <summary>Grey value of full ink, 0 to 1.</summary>
    public float Ink { get; private set; }

    /// <summary>How much of the picture is replaced by its blurred self, 0 to 1.</summary>
    public float Blur { get; private set; }

    /// <summary>Largest random change of a pixel, 0 to 1.</summary>
    public float Noise { get; private set; }

    /// <summary>Draws a new hand.</summary>
    public void Draw(ref SplitMix64 random)
    {
        float height = Around(ref random, 18f, 3.5f);
        float width = height * Around(ref random, 1f, 0.3f);
        float t = Around(ref random, 0f, 0.17f); // tangent of half the angle: up to 19 degrees
        float cos = (1 - t * t) / (1 + t * t), sin = 2 * t / (1 + t * t);
        float shear = Around(ref random, -0.08f, 0.42f);
        (_xx, _xy) = (width * cos, height * (shear * cos - sin));
        (_yx, _yy) = (width * sin, height * (shear * sin + cos));

        // Small digits have room to move, large ones stay in the middle and are rarely cut off.
        float room = 0.43f * (DigitPen.Size - 2 - height);
        (_dx, _dy) = (Around(ref random, Middle, room), Around(ref random, Middle, room));
        for (int i = 0; i < _warpX.Length; i++)
            (_warpX[i], _warpY[i]) = (Around(ref random, 0, 0.12f), Around(ref random, 0, 0.12f));

        Jitter = 0.03f;
        Radius = Around(ref random, 1.25f, 0.5f);
        Taper = Around(ref random, 1f, 0.3f);
        Softness = Around(ref random, 1.2f, 0.4f);
        Ink = Around(ref random, 0.88f, 0.14f);
        Blur = random.NextSingle();
        Noise = 0.12f * random.NextSingle();
    }

    /// <summary>Where a point of the box lands, in pixels: warped smoothly, then sheared, turned, scaled and moved.</summary>
    public (float X, float Y) Place(float x, float y)
    {
        float u = x - 0.5f + Warp(_warpX, x, y), v = y - 0.5f + Warp(_warpY, x, y);
        return (_xx * u + _xy * v + _dx, _yx * u + _yy * v + _dy);
    }

    /// <summary>A quadratic surface over the box with nine random heights as the weights of a Bernstein polynomial.</summary>
    private static float Warp(float[] heights, float x, float y)
    {
        float row0 = Quadratic(heights[0], heights[1], heights[2], x);
        float row1 = Quadratic(heights[3], heights[4], heights[5], x);
        float row2 = Quadratic(heights[6], heights[7], heights[8], x);
        return Quadratic(row0, row1, row2, y);
    }

    private static float Quadratic(float a, float b, float c, float t) => (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * c;

    /// <summary>Within <paramref name="spread"/> of <paramref name="centre"/>, the middle twice as likely as under a uniform law.</summary>
    private static float Around(ref SplitMix64 random, float centre, float spread) =>
        centre + spread * (random.NextSingle() + random.NextSingle() - 1);
}
