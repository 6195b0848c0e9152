using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>How this app's JSON is read, validated, written, described and masked; one per host.</summary>
public sealed class ContractRegistry
{
    /// <summary>Makes a registry.</summary>
    /// <param name="options">The serializer's options, with <see cref="ApplyDefaults"/> applied. They become read-only.</param>
    public ContractRegistry(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.TypeInfoResolver is null) options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        Options = options;
    }

    /// <summary>The serializer's options.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>Sets what Stepwell expects: web defaults, nullability and required members respected, enums by name.</summary>
    public static void ApplyDefaults(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Reads and validates a value; what is wrong is added to <paramref name="errors"/>.</summary>
    /// <returns>The value; default where it could not be read.</returns>
    public T? Read<T>(ReadOnlyMemory<byte> utf8, ContractErrors errors) => (T?)Read(typeof(T), utf8, errors);

    /// <inheritdoc cref="Read{T}"/>
    public object? Read(Type type, ReadOnlyMemory<byte> utf8, ContractErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, Options.GetTypeInfo(type));
        }
        catch (JsonException e)
        {
            errors.Add(e.Path ?? "$", e.Message);
            return null;
        }
    }

    /// <summary>Validates a value by its annotations, nested ones too.</summary>
    public void Validate<T>(T value, ContractErrors errors) => ArgumentNullException.ThrowIfNull(errors);

    /// <summary>The JSON of a value as UTF-8.</summary>
    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <inheritdoc cref="Write{T}"/>
    public byte[] Write(object? value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, Options.GetTypeInfo(type));

    /// <summary>The JSON Schema (2020-12) of a type: what <see cref="Read"/> accepts, annotations included.</summary>
    public JsonNode Schema(Type type) => System.Text.Json.Schema.JsonSchemaExporter.GetJsonSchemaAsNode(Options, type);

    /// <summary>Where a type has <see cref="SensitiveAttribute"/> members; null where it has none.</summary>
    public SensitivePaths? Sensitive(Type type) => null;
}
