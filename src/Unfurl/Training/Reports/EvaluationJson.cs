using System.Text.Json;

namespace Unfurl;

/// <summary>An evaluation in the JSON of a checkpoint; of the confusion, only the cells that are not 0.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes the evaluation as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Evaluation evaluation)
    {
        ConfusionMatrix confusion = evaluation.Confusion;
        writer.WriteStartObject();
        writer.WriteNumber("count", evaluation.Count);
        JsonNumbers.Write(writer, "loss", evaluation.Loss);
        JsonNumbers.Write(writer, "error", evaluation.MeanAbsoluteError);
        writer.WriteStartArray("ranks");
        foreach (long count in evaluation.Ranks)
            writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteStartArray("confusion");
        for (int cell = 0; cell < confusion.Classes * confusion.Classes; cell++)
        {
            (int actual, int predicted) = Math.DivRem(cell, confusion.Classes);
            if (confusion[actual, predicted] == 0)
                continue;
            writer.WriteNumberValue(actual);
            writer.WriteNumberValue(predicted);
            writer.WriteNumberValue(confusion[actual, predicted]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Evaluation Read(JsonElement json, string[] classes)
    {
        long[] ranks = [.. json.GetProperty("ranks").EnumerateArray().Select(count => count.GetInt64())];
        var confusion = new ConfusionMatrix(ranks.Length, classes);
        foreach (JsonElement[] cell in json.GetProperty("confusion").EnumerateArray().Chunk(3))
            confusion.Add(cell[0].GetInt32(), cell[1].GetInt32(), cell[2].GetInt64());
        return new Evaluation(
            json.GetProperty("count").GetInt32(),
            JsonNumbers.Read(json.GetProperty("loss")),
            confusion,
            JsonNumbers.Read(json.GetProperty("error")),
            ranks);
    }
}
