using System.Globalization;
using Unfurl.Tests.Harness;

namespace Unfurl.Tests.Generator;

/// <summary>A developer's culture changes nothing that is emitted or reported.</summary>
public sealed class CultureTests
{
    private const string Source = """
        [Formula("where(x > -1.5, x * 0.25, -1e-7 * exp(x))")]
        public sealed class OddAttribute : ActivationAttribute;

        [Network(1, 8, 8)]
        [Conv(3, 3, Padding = Padding.Same), Odd, MaxPool(2), Dropout(0.3), AveragePool(3, Padding = 1), Flatten, Dense(5), Softmax]
        [Loss(Loss.CrossEntropy, Weight = 0.3)]
        public partial class Tiny;

        [Network(4)] [Dropout(-0.5)] public partial class Wrong;
        [Network(4)] [Dense(-12345)] public partial class Negative;
        [Network(4)] [Dense(2)] [Loss(Loss.CrossEntropy, Weight = -0.75)] public partial class Weight;
        [Network(1, 100000, 100000)] [Conv(1, 1)] public partial class Large;
        """;

    // The switch for invariant globalisation is on, so fi-FI is spelled out: comma, and U+2212 for minus.
    private static CultureInfo Finnish
    {
        get
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = "\u00a0";
            culture.NumberFormat.NegativeSign = "\u2212";
            return culture;
        }
    }

    [Fact]
    public void FinnishGivesTheSameTextAndMessages()
    {
        (string Files, string Messages) invariant = Run(CultureInfo.InvariantCulture), finnish = Run(Finnish);
        Assert.Contains("0.25", invariant.Files, StringComparison.Ordinal);
        Assert.Equal(invariant.Files, finnish.Files);
        Assert.Equal(invariant.Messages, finnish.Messages);
    }

    [Fact]
    public void ItCompiles()
    {
        GeneratorRun run = GeneratorRun.Of(Source);
        Assert.Equal(4, run.Diagnostics.Length);
        run.AssertCompiles();
    }

    private static (string Files, string Messages) Run(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            GeneratorRun run = GeneratorRun.Of(Source);
            return (string.Join("\n", run.Files.Select(f => f.HintName + "\n" + f.Text)), string.Join("\n", run.Diagnostics.Select(d => d.GetMessage(culture))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
