using System.Globalization;
using System.Runtime.CompilerServices;

namespace Unfurl;

/// <summary>The checks all optimizers share.</summary>
internal static class OptimizerArguments
{
    public static float Finite(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite(value) ? value : throw Wrong(value, name, "a finite number");

    public static float NotNegative(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite(value) && value >= 0 ? value : throw Wrong(value, name, "finite and 0 or more");

    public static float Positive(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite(value) && value > 0 ? value : throw Wrong(value, name, "finite and above 0");

    public static float AboveZero(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 ? value : throw Wrong(value, name, "above 0");

    public static float Share(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1 ? value : throw Wrong(value, name, "at least 0 and below 1");

    public static float ZeroToOne(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(value, name, "from 0 to 1");

    /// <summary>The decimal number the caller wrote: 1 - 0.999f is 1.3e-5 off 0.001, all that is left of the rounding of 0.999.</summary>
    public static double AsWritten(float share) =>
        double.Parse(share.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Throws unless values, gradients and the state of the first step have the same length.</summary>
    public static void CheckLengths(int values, int gradients, int state)
    {
        if (values != gradients)
            throw new ArgumentException($"There are {values} values but {gradients} gradients.", nameof(gradients));
        if (values != state)
            throw new ArgumentException($"The first step was for {state} values, this one is for {values}.", nameof(values));
    }

    private static ArgumentOutOfRangeException Wrong(float value, string name, string expected) =>
        new(name, FormattableString.Invariant($"{name} must be {expected}, but it is {value}."));
}
