namespace Unfurl;

/// <summary>The colours of the charts.</summary>
internal static class ChartColor
{
    public const string Ink = "#1f2937";
    public const string Faint = "#6b7280";
    public const string Grid = "#e5e7eb";
    public const string Axis = "#9ca3af";
    public const string Pale = "#bfdbfe";
    public const string Blue = "#2563eb";
    public const string Orange = "#ea580c";
    public const string Green = "#059669";
}
