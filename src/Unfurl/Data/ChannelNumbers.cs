using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Unfurl;

/// <summary>Means and deviations as callers give them: one number for all channels, or one for each.</summary>
internal static class ChannelNumbers
{
    /// <exception cref="ArgumentException">There are as many as neither, or one is not finite or, if it must be, not above 0.</exception>
    public static void Fill(float[] channels, IReadOnlyList<float> numbers, bool positive, string name)
    {
        ArgumentNullException.ThrowIfNull(numbers, name);
        if (numbers.Count != 1 && numbers.Count != channels.Length)
            throw new ArgumentException(
                $"{name} has {numbers.Count} numbers, expected 1 or one for each of {channels.Length} channels.", name);
        for (int channel = 0; channel < channels.Length; channel++)
        {
            float number = numbers[numbers.Count == 1 ? 0 : channel];
            if (!float.IsFinite(number) || (positive && number <= 0))
            {
                string got = number.ToString(CultureInfo.InvariantCulture);
                string expected = positive ? "a finite number above 0" : "a finite number";
                throw new ArgumentException($"{name} of channel {channel} is {got}, expected {expected}.", name);
            }

            channels[channel] = number;
        }
    }

    /// <summary>(v / 255 - mean) / deviation of every value, with these roundings however many are done at a time.</summary>
    public static void Normalize(Span<float> plane, float mean, float deviation)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        foreach (ref Vector<float> value in vectors)
            value = (value / new Vector<float>(255) - new Vector<float>(mean)) / new Vector<float>(deviation);
        foreach (ref float value in plane[(vectors.Length * Vector<float>.Count)..])
            value = (value / 255f - mean) / deviation;
    }
}
