namespace Unfurl;

/// <summary>Where a tensor lies among the learned values, and how it differs from the others.</summary>
internal readonly record struct ParameterRange(int Start, int Length, float RateFactor, float DecayFactor);
