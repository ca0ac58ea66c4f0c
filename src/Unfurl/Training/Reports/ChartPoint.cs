namespace Unfurl;

/// <summary>A point of a curve, in the units of its axes.</summary>
internal readonly record struct ChartPoint(double X, double Y);
