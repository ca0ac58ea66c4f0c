using System.Text.Json;
using System.Text.Json.Serialization;
using Unfurl.Generator;

namespace Unfurl.Tests.Numerics;

/// <summary>Specs on disk, so that the graphs of compiled networks can be rebuilt without Roslyn.</summary>
internal static class SpecFile
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new ArrayConverters() } };

    public static byte[] Write(IEnumerable<NetworkSpec> specs) => JsonSerializer.SerializeToUtf8Bytes(specs.ToArray(), Options);

    public static NetworkSpec[] Read(string path) => JsonSerializer.Deserialize<NetworkSpec[]>(File.ReadAllBytes(path), Options)!;

    private sealed class ArrayConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ArrayConverter<>).MakeGenericType(type.GetGenericArguments()))!;
    }

    private sealed class ArrayConverter<T> : JsonConverter<EquatableArray<T>>
    {
        public override EquatableArray<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T[]>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, EquatableArray<T> array, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, array.ToArray(), options);
    }
}
