using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>How this app's JSON is read, validated, written, described and masked; one per host.</summary>
/// <remarks>
/// A type's contract is built once, from the serializer's own metadata, so that what is read, what is validated, what is
/// described and what is masked are the same. Safe for use by many threads.
/// </remarks>
public sealed class ContractRegistry
{
    private const int DefaultMaxDepth = 64;

    private readonly ConcurrentDictionary<Type, Contract> contracts = new();
    private readonly ConcurrentDictionary<Type, SensitivePaths?> sensitive = new();
    private readonly Lock building = new();

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

    /// <summary>
    /// Sets what Stepwell expects: camel case, names read in any case, nullability and required members respected,
    /// no member twice, numbers as numbers, enums by name. So that what is read is what is described.
    /// </summary>
    public static void ApplyDefaults(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy ??= JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Reads and validates a value; what is wrong is added to <paramref name="errors"/>.</summary>
    /// <returns>The value; default where it could not be read. A value that is read but not valid is returned too.</returns>
    public T? Read<T>(ReadOnlyMemory<byte> utf8, ContractErrors errors) => Read(typeof(T), utf8, errors) is T value ? value : default;

    /// <inheritdoc cref="Read{T}"/>
    public object? Read(Type type, ReadOnlyMemory<byte> utf8, ContractErrors errors)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(errors);
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var info = Options.GetTypeInfo(type);
        object? value;
        try
        {
            value = JsonSerializer.Deserialize(utf8.Span, info);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            Explain(type, utf8, errors, e);
            return null;
        }
        if (value is null && Nullable.GetUnderlyingType(type) is null && !ContractTypes.IsAny(type)) errors.Add("$", ContractText.NoNull);
        else if (value is not null) Check(ContractOf(type), value, errors, afterRead: true);
        return value;
    }

    /// <summary>Validates a value by its annotations, nested ones too.</summary>
    public void Validate<T>(T value, ContractErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var contract = ContractOf(typeof(T));
        if (contract.Shape == ContractShape.Any && value is not null) contract = ContractOf(value.GetType());
        if (contract.HasChecks && value is not null) Check(contract, value, errors, afterRead: false);
    }

    /// <summary>The JSON of a value as UTF-8.</summary>
    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <inheritdoc cref="Write{T}"/>
    public byte[] Write(object? value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, Options.GetTypeInfo(type));

    /// <summary>The JSON Schema (2020-12) of a type: what <see cref="Read"/> accepts, annotations included.</summary>
    /// <remarks>
    /// Names of members and enum values are given in the case they are written in, though any case is read.
    /// Rules that JSON Schema cannot say, such as comparing two members, are left out.
    /// </remarks>
    public JsonNode Schema(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return SchemaDocument.Create(UseOf(type), Options);
    }

    /// <summary>Where a type has <see cref="SensitiveAttribute"/> members; null where it has none.</summary>
    public SensitivePaths? Sensitive(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return sensitive.TryGetValue(type, out var paths) ? paths
            : sensitive.GetOrAdd(type, t => ContractTypes.IsPlain(t) ? null : ContractOf(t).Sensitive);
    }

    internal Contract ContractOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return contracts.TryGetValue(type, out var contract) ? contract : Build(type);
    }

    internal ContractUse UseOf(Type type)
    {
        var contract = ContractOf(type);
        return new(contract, Nullable.GetUnderlyingType(type) is not null || contract.Shape == ContractShape.Any, null);
    }

    /// <summary>The name in JSON of a member that is named as in C#.</summary>
    internal string NameOf(Type type, string member) => Array.Find(ContractOf(type).Members, m => m.ClrName == member)?.Name ?? member;

    private Contract Build(Type type)
    {
        lock (building)
        {
            if (contracts.TryGetValue(type, out var known)) return known;
            var builder = new ContractBuilder(Options, t => contracts.GetValueOrDefault(t));
            var contract = builder.Build(type);
            foreach (var built in builder.Built) contracts[built.Key] = built.Value;
            return contract;
        }
    }

    private void Check(Contract contract, object value, ContractErrors errors, bool afterRead)
    {
        if (afterRead ? !contract.HasChecksAfterRead : !contract.HasChecks) return;
        var depth = Options.MaxDepth == 0 ? DefaultMaxDepth : Options.MaxDepth;
        new ContractValidator(errors, afterRead, depth, ContractOf).Check(new(contract, allowsNull: false, null), value);
    }

    private void Explain(Type type, ReadOnlyMemory<byte> utf8, ContractErrors errors, Exception exception)
    {
        var found = new ContractErrors();
        if (!new ContractReader(Options, found).Explain(UseOf(type), utf8))
        {
            if (exception is NotSupportedException or InvalidOperationException) throw new InvalidOperationException($"Values of {type} cannot be read.", exception);
            found.Add(JsonFailure.Path(exception), JsonFailure.Refused(exception));
        }
        found.CopyTo(errors);
    }
}
