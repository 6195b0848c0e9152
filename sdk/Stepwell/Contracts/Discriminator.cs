using System.Text.Json;

namespace Stepwell.Contracts;

/// <summary>Finds which of a contract's variants a JSON object is.</summary>
internal sealed class Discriminator(Contract contract, JsonPath path, ContractErrors errors, JsonSerializerOptions options)
{
    /// <summary>The contract to go on with; null where a finding says that there is none.</summary>
    public Contract? Find(JsonElement value)
    {
        if (contract.Variants.Length == 0) return contract;
        var first = true;
        foreach (var property in value.EnumerateObject())
        {
            if (property.NameEquals(contract.Discriminator)) return Named(property.Value, first);
            first = false;
        }
        if (!contract.Type.IsAbstract) return contract;
        errors.Add(path.Of(contract.Discriminator), $"This member is required: {Allowed()}.");
        return null;
    }

    private Contract? Named(JsonElement name, bool first)
    {
        if (!first && !options.AllowOutOfOrderMetadataProperties)
        {
            errors.Add(path.Of(contract.Discriminator), "This member must be the first of its object.");
            return null;
        }
        var text = name.ValueKind == JsonValueKind.String ? name.GetString() : name.GetRawText();
        foreach (var variant in contract.Variants)
            if (variant.Discriminator is { } known && (known is string) == (name.ValueKind == JsonValueKind.String) && text == known.ToString())
                return variant.Contract;
        errors.Add(path.Of(contract.Discriminator), $"{ContractText.Describe(name, hidden: false)} is no {Allowed()}.");
        return null;
    }

    private string Allowed() => ContractText.EnumName(contract.Variants.Where(v => v.Discriminator is not null).Select(v => v.Discriminator!.ToString()!));
}
