using System.Text.Json;

namespace Unfurl;

/// <summary>A history in the JSON of a checkpoint: short arrays, since there may be thousands of moments.</summary>
internal static class HistoryJson
{
    /// <summary>Writes the history as an object.</summary>
    public static void Write(Utf8JsonWriter writer, TrainingHistory history)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("classes");
        foreach (string name in history.Epochs.LastOrDefault(epoch => epoch.Validation is not null)?.Validation!.Confusion.Names ?? [])
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("epochs");
        foreach (TrainingEpoch epoch in history.Epochs)
            Write(writer, epoch);
        writer.WriteEndArray();
        writer.WriteStartArray("losses");
        foreach (LossPoint point in history.Losses)
        {
            JsonNumbers.Write(writer, point.Epoch);
            JsonNumbers.Write(writer, point.Loss);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("warnings");
        foreach (TrainingWarning warning in history.Warnings)
        {
            writer.WriteNumberValue(warning.Epoch);
            writer.WriteStringValue(warning.Text);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, TrainingHistory)"/> wrote.</summary>
    public static TrainingHistory Read(JsonElement json)
    {
        var history = new TrainingHistory();
        string[] classes = [.. json.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)];
        foreach (JsonElement epoch in json.GetProperty("epochs").EnumerateArray())
            history.Add(ReadEpoch(epoch, classes));
        foreach (JsonElement[] point in json.GetProperty("losses").EnumerateArray().Chunk(2))
            history.Add(new LossPoint(JsonNumbers.Read(point[0]), JsonNumbers.Read(point[1])));
        foreach (JsonElement[] warning in json.GetProperty("warnings").EnumerateArray().Chunk(2))
            history.Add(new TrainingWarning(warning[0].GetInt32(), warning[1].GetString()!));
        return history;
    }

    private static void Write(Utf8JsonWriter writer, TrainingEpoch epoch)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epoch", epoch.Epoch);
        JsonNumbers.Write(writer, "rate", epoch.LearningRate);
        JsonNumbers.Write(writer, "loss", epoch.Loss);
        JsonNumbers.Write(writer, "norm", epoch.GradientNorm);
        if (epoch.Validation is { } validation)
        {
            writer.WritePropertyName("validation");
            EvaluationJson.Write(writer, validation);
        }

        writer.WriteEndObject();
    }

    private static TrainingEpoch ReadEpoch(JsonElement json, string[] classes)
    {
        Evaluation? validation = json.TryGetProperty("validation", out JsonElement element) ? EvaluationJson.Read(element, classes) : null;
        return new TrainingEpoch(
            json.GetProperty("epoch").GetInt32(),
            (float)JsonNumbers.Read(json.GetProperty("rate")),
            JsonNumbers.Read(json.GetProperty("loss")),
            validation)
        {
            GradientNorm = JsonNumbers.Read(json.GetProperty("norm")),
        };
    }
}
