using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Writes contracts as JSON Schema.</summary>
/// <param name="options">The serializer's options.</param>
/// <param name="reference">Where a contract is described elsewhere; null where it is to be written in place.</param>
internal sealed class SchemaWriter(JsonSerializerOptions options, Func<Contract, string?> reference)
{
    /// <summary>The schema of a use.</summary>
    public JsonObject Use(ContractUse use) => Nullable(Bare(use), use.AllowsNull && use.Contract.Shape != ContractShape.Any);

    /// <summary>The schema of a contract, in full.</summary>
    public JsonObject Definition(Contract contract)
    {
        if (contract.Variants.Length == 0) return Shape(contract, contract.Element);
        var variants = new JsonArray();
        if (!contract.Type.IsAbstract && contract.Variants.All(v => v.Contract != contract)) variants.Add((JsonNode)Object(contract));
        foreach (var variant in contract.Variants) variants.Add((JsonNode)Variant(contract, variant));
        return new JsonObject { ["anyOf"] = variants };
    }

    private JsonObject Bare(ContractUse use)
    {
        if (reference(use.Contract) is { } place) return new JsonObject { ["$ref"] = place };
        return use.Contract.Variants.Length > 0 ? Definition(use.Contract) : Shape(use.Contract, use.Element);
    }

    private JsonObject Shape(Contract contract, ContractUse? element)
    {
        var schema = contract.Shape switch
        {
            ContractShape.Object => Object(contract),
            ContractShape.List => new JsonObject { ["type"] = "array", ["items"] = element is null ? new JsonObject() : Use(element) },
            ContractShape.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = element is null ? new JsonObject() : Use(element) },
            ContractShape.Any => [],
            _ => LeafSchema.Of(contract),
        };
        if (contract.Description is { } description) schema["description"] = description;
        return schema;
    }

    private JsonObject Variant(Contract declared, ContractVariant variant)
    {
        var schema = Object(variant.Contract);
        if (variant.Discriminator is null) return schema;
        if (schema["properties"] is not JsonObject properties) schema["properties"] = properties = [];
        properties[declared.Discriminator] = new JsonObject { ["const"] = JsonSerializer.SerializeToNode(variant.Discriminator) };
        if (schema["required"] is not JsonArray required) schema["required"] = required = [];
        required.Insert(0, declared.Discriminator);
        return schema;
    }

    private JsonObject Object(Contract contract)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        var required = new JsonArray();
        var defaults = new MissingMembers(contract);
        foreach (var member in contract.Members)
        {
            properties[member.Name] = Member(member);
            if (defaults.AreRefused(member)) required.Add((JsonNode)member.Name);
        }
        if (properties.Count > 0) schema["properties"] = properties;
        if (required.Count > 0) schema["required"] = required;
        if (contract.Closed) schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Member(ContractMember member)
    {
        var schema = Nullable(Bare(member.Use), member.AllowsNull && member.Use.Contract.Shape != ContractShape.Any);
        if (member.IsReadOnly) schema["readOnly"] = true;
        else SchemaRules.Add(schema, member, options);
        if (member.Description is { } description) schema["description"] = description;
        if (member.IsSensitive) schema["x-sensitive"] = true;
        if (member.IsObsolete) schema["deprecated"] = true;
        return schema;
    }

    private static JsonObject Nullable(JsonObject schema, bool allowsNull)
    {
        if (!allowsNull || schema.Count == 0) return schema;
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            if (schema["enum"] is JsonArray values) values.Add((JsonNode?)null);
            return schema;
        }
        if (schema["type"] is JsonArray types)
        {
            if (!types.Any(t => t?.GetValue<string>() == "null")) types.Add((JsonNode)"null");
            return schema;
        }
        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }
}
