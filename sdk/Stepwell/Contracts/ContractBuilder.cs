using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>Builds the contracts of a type and of all that it holds, in one go.</summary>
internal sealed class ContractBuilder(JsonSerializerOptions options, Func<Type, Contract?> known)
{
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>The contracts built, the asked one included.</summary>
    public Dictionary<Type, Contract> Built { get; } = [];

    public Contract Build(Type type)
    {
        var contract = Get(type);
        foreach (var built in Built.Values) ContractFlags.Set(built);
        return contract;
    }

    private Contract Get(Type type)
    {
        if (known(type) is { } done) return done;
        if (Built.TryGetValue(type, out var contract)) return contract;
        var info = TryInfo(type);
        Built[type] = contract = new Contract(type, info);
        if (info is not null) Fill(contract, info);
        return contract;
    }

    private JsonTypeInfo? TryInfo(Type type)
    {
        try
        {
            return options.GetTypeInfo(type);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private void Fill(Contract contract, JsonTypeInfo info)
    {
        var type = contract.Type;
        contract.Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description;
        if (ContractTypes.IsAny(type)) contract.Shape = ContractShape.Any;
        else if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && info.ElementType is { } element)
        {
            contract.Shape = info.Kind == JsonTypeInfoKind.Enumerable ? ContractShape.List : ContractShape.Map;
            contract.Element = Use(element, null, !options.RespectNullableAnnotations);
        }
        else if (info.Kind == JsonTypeInfoKind.Object && !ContractTypes.IsForeign(type)) FillObject(contract, info);
    }

    private void FillObject(Contract contract, JsonTypeInfo info)
    {
        contract.Shape = ContractShape.Object;
        contract.Rules = [.. contract.Type.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        contract.ChecksItself = typeof(IValidatableObject).IsAssignableFrom(contract.Type);
        contract.Closed = (info.UnmappedMemberHandling ?? options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow
            && !info.Properties.Any(p => p.IsExtensionData);
        contract.Members = [.. info.Properties.Where(IsMember).Select(p => Member(contract, p))];
        contract.ByName = new(options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var member in contract.Members) contract.ByName.TryAdd(member.Name, member);
        if (info.PolymorphismOptions is not { } polymorphism) return;
        contract.Discriminator = polymorphism.TypeDiscriminatorPropertyName;
        contract.Variants = [.. polymorphism.DerivedTypes.Select(d => new ContractVariant(d.TypeDiscriminator, Get(d.DerivedType)))];
    }

    private static bool IsMember(JsonPropertyInfo property) =>
        !property.IsExtensionData && (property.Get is not null || property.Set is not null || property.AssociatedParameter is not null);

    private ContractMember Member(Contract owner, JsonPropertyInfo property)
    {
        var annotations = new MemberAnnotations(property);
        var clrName = (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;
        var parameter = property.AssociatedParameter;
        return new()
        {
            Name = property.Name,
            ClrName = clrName,
            DisplayName = annotations.First<DisplayAttribute>()?.GetName() ?? annotations.First<DisplayNameAttribute>()?.DisplayName ?? property.Name,
            Property = property,
            Use = property.CustomConverter is null ? Use(property.PropertyType, Nullability(property), AllowsNull(property)) : Custom(owner, property),
            IsRequired = property.IsRequired || (options.RespectRequiredConstructorParameters && parameter is { HasDefaultValue: false }),
            IsReadOnly = property.Set is null && parameter is null && property.ObjectCreationHandling != JsonObjectCreationHandling.Populate,
            IsSensitive = annotations.First<SensitiveAttribute>() is not null,
            Description = annotations.First<DescriptionAttribute>()?.Description ?? annotations.First<DisplayAttribute>()?.GetDescription(),
            IsObsolete = annotations.First<ObsoleteAttribute>() is not null,
            RequiredRule = annotations.First<RequiredAttribute>(),
            Rules = [.. annotations.All<ValidationAttribute>().Where(a => a is not RequiredAttribute)],
        };
    }

    private bool AllowsNull(JsonPropertyInfo property) => !options.RespectNullableAnnotations
        || (property.AssociatedParameter is { } parameter ? parameter.IsNullable : property.Set is null ? property.IsGetNullable : property.IsSetNullable);

    private NullabilityInfo? Nullability(JsonPropertyInfo property) => property.AttributeProvider switch
    {
        PropertyInfo p => nullability.Create(p),
        FieldInfo f => nullability.Create(f),
        _ => null,
    };

    private ContractUse Use(Type type, NullabilityInfo? place, bool allowsNull)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            (type, allowsNull) = (value, true);
            place = place?.GenericTypeArguments is [var argument] ? argument : null;
        }
        var contract = Get(type);
        return new(contract, allowsNull || (contract.Shape == ContractShape.Any && place is null), ElementOf(contract, place));
    }

    private ContractUse? ElementOf(Contract contract, NullabilityInfo? place)
    {
        if (place is null || contract.Info?.ElementType is not { } type || contract.Shape is not (ContractShape.List or ContractShape.Map)) return null;
        var element = place.ElementType ?? (place.GenericTypeArguments, contract.Shape) switch
        {
            ([var only], ContractShape.List) => only,
            ([_, var second], ContractShape.Map) => second,
            _ => null,
        };
        if (element is null || element.Type != type) return null;
        return Use(type, element, !options.RespectNullableAnnotations || element.ReadState != NullabilityState.NotNull);
    }

    private ContractUse Custom(Contract owner, JsonPropertyInfo property)
    {
        var schema = LeafSchema.Export(owner.Info!)?["properties"]?[property.Name];
        var contract = new Contract(property.PropertyType, null) { KnownSchema = schema is JsonObject found ? LeafSchema.WithoutReferences(found) : null };
        return new(contract, AllowsNull(property), null);
    }
}
