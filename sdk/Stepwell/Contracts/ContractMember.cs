using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>A member of an object, with all that its annotations say.</summary>
internal sealed class ContractMember
{
    /// <summary>The name in JSON.</summary>
    public required string Name { get; init; }

    /// <summary>The name in C#.</summary>
    public required string ClrName { get; init; }

    /// <summary>The name in messages.</summary>
    public required string DisplayName { get; init; }

    public required JsonPropertyInfo Property { get; init; }

    public required ContractUse Use { get; init; }

    /// <summary>True where the serializer asks for it.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>True where JSON cannot set it.</summary>
    public required bool IsReadOnly { get; init; }

    public required bool IsSensitive { get; init; }

    public required string? Description { get; init; }

    public required bool IsObsolete { get; init; }

    /// <summary>The <c>[Required]</c> annotation; null for none.</summary>
    public required RequiredAttribute? RequiredRule { get; init; }

    /// <summary>All other annotations.</summary>
    public required ValidationAttribute[] Rules { get; init; }

    public bool AllowsNull => Use.AllowsNull && RequiredRule is null;

    public bool HasRules => RequiredRule is not null || Rules.Length > 0;

    /// <summary>True where null is to be looked for.</summary>
    /// <param name="afterRead">True where the serializer has read the value, and so has refused what it refuses.</param>
    public bool ChecksNull(bool afterRead) => !IsReadOnly && Use.CanBeNull && !(afterRead && IsRequired);

    /// <summary>True where the value is to be taken and looked at.</summary>
    public bool HasChecks(bool afterRead) => Property.Get is not null
        && (HasRules || ChecksNull(afterRead) || (!IsReadOnly && Use.HasChecks(afterRead)));
}
