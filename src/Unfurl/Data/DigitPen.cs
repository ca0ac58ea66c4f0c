namespace Unfurl;

/// <summary>Draws one digit onto 28 by 28 pixels. Reused from image to image; one thread at a time.</summary>
internal sealed class DigitPen
{
    /// <summary>Height and width of a picture in pixels.</summary>
    public const int Size = 28;

    private const int StepsPerCurve = 4;
    private const int MaxPoints = 24;

    private readonly DigitHand _hand = new();
    private readonly float[] _x = new float[MaxPoints], _y = new float[MaxPoints];
    private readonly float[] _ink = new float[Size * Size], _blurred = new float[Size * Size];

    /// <summary>Writes <paramref name="digit"/> into <paramref name="picture"/>, in a hand drawn from <paramref name="random"/>.</summary>
    public void Draw(int digit, ref SplitMix64 random, Span<byte> picture)
    {
        _hand.Draw(ref random);
        ReadOnlySpan<DigitShapes.Stroke[]> variants = DigitShapes.Variants(digit);
        Array.Clear(_ink);
        foreach (DigitShapes.Stroke stroke in variants[random.NextInt32(variants.Length)])
            DrawStroke(stroke, ref random);
        DigitPaper.Blur(_ink, _blurred, _hand.Blur);
        DigitPaper.Develop(_blurred, _hand.Ink, _hand.Noise, ref random, picture);
    }

    private void DrawStroke(DigitShapes.Stroke stroke, ref SplitMix64 random)
    {
        int points = stroke.X.Length;
        for (int i = 0; i < points; i++)
        {
            float x = stroke.X[i] + _hand.Jitter * (2 * random.NextSingle() - 1);
            float y = stroke.Y[i] + _hand.Jitter * (2 * random.NextSingle() - 1);
            (_x[i], _y[i]) = _hand.Place(x, y);
        }

        for (int i = 0; i + 1 < points; i++)
        {
            // A curve stops at a corner: there the neighbour beyond is replaced by the corner itself.
            int before = i == 0 || stroke.Corner[i] ? i : i - 1;
            int after = i + 2 == points || stroke.Corner[i + 1] ? i + 1 : i + 2;
            DrawCurve(before, i, after, i / (float)(points - 1), (i + 1) / (float)(points - 1));
        }
    }

    /// <summary>One span of a Catmull-Rom curve, from point <paramref name="i"/> to the next, as short lines.</summary>
    private void DrawCurve(int before, int i, int after, float start, float end)
    {
        (float x, float y) = (_x[i], _y[i]);
        float radius = RadiusAt(start);
        for (int step = 1; step <= StepsPerCurve; step++)
        {
            float t = step / (float)StepsPerCurve;
            float nextX = CatmullRom(_x[before], _x[i], _x[i + 1], _x[after], t);
            float nextY = CatmullRom(_y[before], _y[i], _y[i + 1], _y[after], t);
            float nextRadius = RadiusAt(start + (end - start) * t);
            DrawLine(x, y, radius, nextX, nextY, nextRadius);
            (x, y, radius) = (nextX, nextY, nextRadius);
        }
    }

    private float RadiusAt(float t) => _hand.Radius * (1 + (_hand.Taper - 1) * (t - 0.5f));

    /// <summary>Inks every pixel near a line by its distance: full inside the radius, fading over the softness of the edge.</summary>
    private void DrawLine(float x0, float y0, float r0, float x1, float y1, float r1)
    {
        float reach = Math.Max(r0, r1) + _hand.Softness;
        int left = Clip(Math.Min(x0, x1) - reach), right = Clip(Math.Max(x0, x1) + reach + 1);
        int top = Clip(Math.Min(y0, y1) - reach), bottom = Clip(Math.Max(y0, y1) + reach + 1);
        float dx = x1 - x0, dy = y1 - y0;
        float scale = 1 / (dx * dx + dy * dy + 1e-6f), sharpness = 1 / _hand.Softness;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                float px = column - x0, py = row - y0;
                float along = Math.Clamp((px * dx + py * dy) * scale, 0, 1);
                (px, py) = (px - along * dx, py - along * dy);
                float distance = MathF.Sqrt(px * px + py * py);
                float ink = Math.Clamp((r0 + along * (r1 - r0) - distance) * sharpness + 0.5f, 0, 1);
                ref float pixel = ref _ink[row * Size + column];
                pixel = Math.Max(pixel, ink);
            }
        }
    }

    private static int Clip(float coordinate) => (int)Math.Clamp(coordinate, 0, Size);

    private static float CatmullRom(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
