using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Unfurl;

/// <summary>A training to look at: as a picture for people, as JSON lines for programs.</summary>
public sealed class TrainingReport
{
    private readonly TrainingHistory _history;
    private readonly string _title;

    /// <summary>A report of what a trainer has done.</summary>
    /// <param name="history">The history, read whenever something is asked for.</param>
    /// <param name="title">The line above the picture.</param>
    public TrainingReport(TrainingHistory history, string title = "Learning curve")
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(title);
        _history = history;
        _title = title;
    }

    /// <inheritdoc cref="LearningCurve.ToSvg"/>
    public string ToSvg() => LearningCurve.ToSvg(_history, _title);

    /// <summary>One line of JSON for every finished epoch: <c>epoch, learningRate, loss, gradientNorm</c>, with a validation set
    /// <c>validation: { count, loss, accuracy, top5, meanAbsoluteError }</c>, and <c>warnings</c> if there were some. What was not computed
    /// or is not finite is null.</summary>
    public string ToJsonLines()
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (TrainingEpoch epoch in _history.Epochs)
        {
            using (var writer = new Utf8JsonWriter(text))
                Write(writer, epoch);
            text.Write("\n"u8);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Writes the picture to a file: beside it first, flushed, then renamed over it.</summary>
    /// <exception cref="ArgumentException">The history has no epoch.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it was.</exception>
    public void SaveSvg(string path) => Save(path, ToSvg());

    /// <summary>Writes the JSON lines to a file: beside it first, flushed, then renamed over it.</summary>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it was.</exception>
    public void SaveJsonLines(string path) => Save(path, ToJsonLines());

    private static void Save(string path, string text)
    {
        using var file = new AtomicFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }

    private void Write(Utf8JsonWriter writer, TrainingEpoch epoch)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epoch", epoch.Epoch);
        Write(writer, "learningRate", epoch.LearningRate);
        Write(writer, "loss", epoch.Loss);
        Write(writer, "gradientNorm", epoch.GradientNorm);
        if (epoch.Validation is { } validation)
        {
            writer.WriteStartObject("validation");
            writer.WriteNumber("count", validation.Count);
            Write(writer, "loss", validation.Loss);
            Write(writer, "accuracy", validation.Accuracy);
            Write(writer, "top5", validation.TopAccuracy(5));
            Write(writer, "meanAbsoluteError", validation.MeanAbsoluteError);
            writer.WriteEndObject();
        }

        string[] warnings = [.. _history.Warnings.Where(warning => warning.Epoch == epoch.Epoch).Select(warning => warning.Text)];
        if (warnings.Length > 0)
            writer.WriteStartArray("warnings");
        foreach (string warning in warnings)
            writer.WriteStringValue(warning);
        if (warnings.Length > 0)
            writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, string name, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
