using Unfurl.Generator;

namespace Unfurl.Tests.Generator;

using Extent = global::Unfurl.Generator.Extent;

/// <summary>Formulas of open sizes: what they read like, when they are the same, and that they count as numbers do.</summary>
public sealed class ExtentTests
{
    private static readonly Extent H = Extent.Of(Symbol.Height), W = Extent.Of(Symbol.Width);

    [Fact]
    public void ReadLikeFormulas()
    {
        Assert.Equal("H", H.ToString());
        Assert.Equal("H-2", (H - 2).ToString());
        Assert.Equal("(H+1)/2", ((H + 1) / 2).ToString());
        Assert.Equal("H/2-2", ((H - 4) / 2).ToString());
        Assert.Equal("16*H*W+32*H", (16 * H * (W + 2)).ToString());
        Assert.Equal("3*((H+1)/2)*W", (((H + 1) / 2) * 3 * W).ToString());
        Assert.Equal("7", (H + 7 - H).ToString());
        Assert.Equal("6x(H-4)x((W+1)/2)", Shape.Of(6, H - 4, (W + 1) / 2).ToString());
    }

    [Fact]
    public void EqualFormulasAreEqual()
    {
        Assert.Equal((H + 1) / 2 / 2, (H + 1) / 4);
        Assert.Equal((((H - 1) / 2) + 1 - 1) / 3, (H - 1) / 6);
        Assert.Equal(((2 * H) + 3) / 2, H + 1);
        Assert.Equal(H * (W + 1), (W * H) + H);
        Assert.Equal(Extent.Ceiling(H, 2), (H + 1) / 2);
        Assert.NotEqual(2 * (H / 2), H);
        Assert.NotEqual(H, W);
        Assert.Equal(((H + 1) / 2).GetHashCode(), ((H + 3) / 2 - 1).GetHashCode());
    }

    [Fact]
    public void NumbersAreNeededWhereTheyAreAsked()
    {
        Assert.Equal(5, (int)(H + 5 - H));
        Assert.Contains("H+5", Assert.Throws<InvalidOperationException>(() => (int)(H + 5)).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => (int)((Extent)(1 << 20) * (1 << 20)));
    }

    // Two windows one behind the other, at every size that both fit.
    [Fact]
    public void WindowsOverOpenSizesAreThoseOfEverySize()
    {
        WindowAxis[] axes =
        [
            .. from kernel in new[] { 1, 2, 3, 5 }
               from stride in new[] { 1, 2, 3 }
               from dilation in new[] { 1, 2 }
               from padding in new[] { (0, 0), (1, 1), (0, 1) }
               from ceiling in new[] { false, true }
               where kernel > 1 || (dilation == 1 && padding == (0, 0))
               select new WindowAxis(kernel, stride, dilation, padding.Item1, padding.Item2, ceiling),
        ];
        foreach (WindowAxis first in axes)
        {
            Extent made = first.Windows(H);
            foreach (WindowAxis second in axes)
            {
                Extent last = second.Windows(made), doubled = second.Windows(2 * made);
                for (int h = 1; h < 24; h++)
                {
                    if (first.Span > h + first.Before + first.After)
                        continue;
                    int between = first.Windows(h);
                    Assert.Equal(between, made.At(_ => h));
                    if (second.Span <= between + second.Before + second.After)
                        Assert.Equal((int)second.Windows(between), last.At(_ => h));
                    if (second.Span <= (2 * between) + second.Before + second.After)
                        Assert.Equal((int)second.Windows(2 * between), doubled.At(_ => h));
                }
            }
        }
    }
}
