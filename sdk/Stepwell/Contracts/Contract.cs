using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>What the JSON of a type looks like.</summary>
internal enum ContractShape
{
    /// <summary>A scalar, or something whose converter only knows its shape.</summary>
    Value,

    /// <summary>Any JSON at all.</summary>
    Any,

    /// <summary>An object with named members.</summary>
    Object,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object whose member names are keys.</summary>
    Map,
}

/// <summary>The one model of a type, from which reading, validating, describing and masking follow.</summary>
internal sealed class Contract(Type type, JsonTypeInfo? info)
{
    public Type Type { get; } = type;

    /// <summary>The serializer's metadata; null where the serializer cannot handle the type, or a member has its own converter.</summary>
    public JsonTypeInfo? Info { get; } = info;

    public ContractShape Shape { get; set; }

    public ContractMember[] Members { get; set; } = [];

    /// <summary>The elements of a list or a map.</summary>
    public ContractUse? Element { get; set; }

    /// <summary>The types that a discriminator can name.</summary>
    public ContractVariant[] Variants { get; set; } = [];

    public string Discriminator { get; set; } = "$type";

    /// <summary>Annotations of the type itself.</summary>
    public ValidationAttribute[] Rules { get; set; } = [];

    public string? Description { get; set; }

    /// <summary>True where members that it does not know are refused.</summary>
    public bool Closed { get; set; }

    /// <summary>The schema of a value, where it is known otherwise than by its type.</summary>
    public JsonNode? KnownSchema { get; set; }

    /// <summary>True where the type checks itself.</summary>
    public bool ChecksItself { get; set; }

    /// <summary>True where anything in the graph is to be checked.</summary>
    public bool HasChecks { get; set; }

    /// <summary>True where anything is left to be checked after the serializer has read it.</summary>
    public bool HasChecksAfterRead { get; set; }

    /// <summary>True where its values can hold values of the same type.</summary>
    public bool IsRecursive { get; set; }

    /// <summary>Where its sensitive members are; null for none.</summary>
    public SensitivePaths? Sensitive { get; set; }

    /// <summary>True where the type is one that a document gives a name: an object or an enum.</summary>
    public bool IsNamed => Shape == ContractShape.Object || (Shape == ContractShape.Value && Type.IsEnum && Info is not null);

    public Dictionary<string, ContractMember> ByName { get; set; } = [];

    /// <summary>The contracts that values of this one directly hold.</summary>
    public IEnumerable<Contract> Parts()
    {
        for (var use = Element; use is not null; use = use.Element) yield return use.Contract;
        foreach (var member in Members)
            for (var use = member.Use; use is not null; use = use.Element) yield return use.Contract;
        foreach (var variant in Variants)
            if (variant.Contract != this) yield return variant.Contract;
    }
}

/// <summary>A type that a discriminator names.</summary>
internal sealed record ContractVariant(object? Discriminator, Contract Contract);
