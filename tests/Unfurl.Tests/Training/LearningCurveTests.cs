using System.Globalization;
using System.Xml.Linq;
using Unfurl.Tests.Files;

namespace Unfurl.Tests.Training;

public sealed class LearningCurveTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 200)]
    [InlineData(3, 200)]
    [InlineData(250, 20)]
    public void ThePictureIsWellFormedAndHasBothPanels(int epochs, int points)
    {
        XElement svg = Parse(LearningCurve.ToSvg(History(epochs, points, validation: true)));
        string[] texts = Texts(svg);
        Assert.Contains("loss", texts);
        Assert.Contains("validation accuracy, %", texts);
        Assert.Equal(2 * epochs, Named(svg, "circle").Count());
        Assert.All(Named(svg, "polyline"), line => Assert.InRange(((string)line.Attribute("points")!).Split(' ').Length, 2, 250));
        Assert.InRange(texts.Length, 8, 50);
        CheckInside(svg);
    }

    [Fact]
    public void WithoutValidationThereIsOnePanel()
    {
        string[] texts = Texts(Parse(LearningCurve.ToSvg(History(2, 10, validation: false))));
        Assert.DoesNotContain("validation accuracy, %", texts);
        Assert.DoesNotContain("validation", texts);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    public void AnyLossCanBeDrawn(double loss)
    {
        TrainingHistory some = History(2, 10, validation: true), all = new();
        some.Add(new LossPoint(2, loss));
        all.Add(new LossPoint(1, loss));
        all.Add(new TrainingEpoch(1, 0.1f, loss, null));
        CheckInside(Parse(LearningCurve.ToSvg(some)));
        CheckInside(Parse(LearningCurve.ToSvg(all)));
    }

    [Fact]
    public void ATitleIsText()
    {
        XElement svg = Parse(LearningCurve.ToSvg(History(1, 5, validation: false), "a < b & \"c\" \u0001 ü"));
        Assert.Contains("a < b & \"c\"   ü", Texts(svg));
    }

    [Fact]
    public void SavingWritesTheSameText()
    {
        using var folder = new TemporaryFolder();
        TrainingHistory history = History(3, 50, validation: true);
        LearningCurve.Save(history, folder["curve.svg"], "title");
        Assert.Equal(LearningCurve.ToSvg(history, "title"), File.ReadAllText(folder["curve.svg"]));
        Assert.Equal(["curve.svg"], folder.Names);
    }

    [Fact]
    public void NothingCannotBeDrawn()
    {
        var exception = Assert.Throws<ArgumentException>("history", () => LearningCurve.ToSvg(new TrainingHistory()));
        Assert.Contains("no finished epoch", exception.Message);
    }

    private static TrainingHistory History(int epochs, int points, bool validation)
    {
        var history = new TrainingHistory();
        var random = new SplitMix64(1);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            for (int i = 1; i <= points; i++)
            {
                double at = epoch - 1 + (double)i / points;
                history.Add(new LossPoint(at, 2.3 * Math.Exp(-1.5 * at) * (0.8 + 0.4 * random.NextSingle()) + 0.02));
            }

            var confusion = new ConfusionMatrix(2, []);
            for (int i = 0; i < 1000; i++)
                confusion.Add(0, i < 1000 - 300 / (epoch * epoch) ? 0 : 1);
            history.Add(new TrainingEpoch(epoch, 0.1f, 1.0 / epoch, validation ? new Evaluation(1000, 0.9 / epoch, confusion) : null));
        }

        return history;
    }

    private static XElement Parse(string text) => XDocument.Parse(text).Root!;

    private static IEnumerable<XElement> Named(XElement svg, string name) => svg.Descendants().Where(e => e.Name.LocalName == name);

    private static string[] Texts(XElement svg) => [.. Named(svg, "text").Select(e => e.Value)];

    // Whatever the numbers, nothing may leave the picture.
    private static void CheckInside(XElement svg)
    {
        foreach (XElement element in svg.Descendants())
        {
            foreach (XAttribute attribute in element.Attributes().Where(a => a.Name.LocalName is "x" or "x1" or "x2" or "cx"))
                Assert.InRange(double.Parse(attribute.Value, CultureInfo.InvariantCulture), 0, 880);
            foreach (XAttribute attribute in element.Attributes().Where(a => a.Name.LocalName is "y" or "y1" or "y2" or "cy"))
                Assert.InRange(double.Parse(attribute.Value, CultureInfo.InvariantCulture), 0, 360);
            foreach (string point in ((string?)element.Attribute("points"))?.Split(' ') ?? [])
                Assert.InRange(double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture), 0, 360);
        }
    }
}
