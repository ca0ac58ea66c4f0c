using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Unfurl;

/// <summary>What a checkpoint holds besides tensors: one JSON text in the metadata of the file.</summary>
internal sealed record TrainingCheckpoint
{
    /// <summary>The metadata entry it stands in.</summary>
    public const string Entry = "checkpoint";

    private const int Version = 1;

    public required string Network { get; init; }

    public required string Optimizer { get; init; }

    public required long Steps { get; init; }

    public required float LearningRate { get; init; }

    public required int Seed { get; init; }

    public required long TrainingPass { get; init; }

    public required int BatchSize { get; init; }

    public required int BatchesPerStep { get; init; }

    /// <summary>The epoch whose weights are stored as the best; 0 without.</summary>
    public required int BestEpoch { get; init; }

    public required EpochPosition Position { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>Reads the metadata of a file.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, or a damaged one.</exception>
    public static TrainingCheckpoint Read(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(Entry, out string? text))
            throw new InvalidDataException($"{file.Source} is no checkpoint: its metadata has no entry '{Entry}'.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            int version = json.GetProperty("version").GetInt32();
            return version == Version
                ? Read(json)
                : throw new InvalidDataException($"{file.Source} is a checkpoint of version {version}, expected {Version}.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"{file.Source}: its metadata entry '{Entry}' is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>The text of the metadata entry.</summary>
    public string ToJson()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("network", Network);
            writer.WriteString("optimizer", Optimizer);
            writer.WriteNumber("steps", Steps);
            JsonNumbers.Write(writer, "learningRate", LearningRate);
            writer.WriteNumber("seed", Seed);
            writer.WriteNumber("trainingPass", TrainingPass);
            writer.WriteNumber("batchSize", BatchSize);
            writer.WriteNumber("batchesPerStep", BatchesPerStep);
            writer.WriteNumber("bestEpoch", BestEpoch);
            writer.WritePropertyName("position");
            Write(writer, Position);
            writer.WritePropertyName("history");
            HistoryJson.Write(writer, History);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static TrainingCheckpoint Read(JsonElement json) => new()
    {
        Network = json.GetProperty("network").GetString()!,
        Optimizer = json.GetProperty("optimizer").GetString()!,
        Steps = json.GetProperty("steps").GetInt64(),
        LearningRate = (float)JsonNumbers.Read(json.GetProperty("learningRate")),
        Seed = json.GetProperty("seed").GetInt32(),
        TrainingPass = json.GetProperty("trainingPass").GetInt64(),
        BatchSize = json.GetProperty("batchSize").GetInt32(),
        BatchesPerStep = json.GetProperty("batchesPerStep").GetInt32(),
        BestEpoch = json.GetProperty("bestEpoch").GetInt32(),
        Position = ReadPosition(json.GetProperty("position")),
        History = HistoryJson.Read(json.GetProperty("history")),
    };

    private static void Write(Utf8JsonWriter writer, EpochPosition position)
    {
        writer.WriteStartObject();
        writer.WriteNumber("samples", position.Samples);
        writer.WriteNumber("steps", position.Steps);
        writer.WriteNumber("done", position.Done);
        writer.WriteNumber("noted", position.Noted);
        JsonNumbers.Write(writer, "loss", position.Loss);
        JsonNumbers.Write(writer, "notedLoss", position.NotedLoss);
        JsonNumbers.Write(writer, "norm", position.Norm);
        JsonNumbers.Write(writer, "rate", position.LearningRate);
        writer.WriteEndObject();
    }

    private static EpochPosition ReadPosition(JsonElement json) => new()
    {
        Samples = json.GetProperty("samples").GetInt32(),
        Steps = json.GetProperty("steps").GetInt32(),
        Done = json.GetProperty("done").GetInt32(),
        Noted = json.GetProperty("noted").GetInt32(),
        Loss = JsonNumbers.Read(json.GetProperty("loss")),
        NotedLoss = JsonNumbers.Read(json.GetProperty("notedLoss")),
        Norm = JsonNumbers.Read(json.GetProperty("norm")),
        LearningRate = (float)JsonNumbers.Read(json.GetProperty("rate")),
    };
}
