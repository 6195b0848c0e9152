namespace Stepwell.Contracts;

/// <summary>A contract where it is used: whether null may stand there, and in its elements.</summary>
internal sealed class ContractUse(Contract contract, bool allowsNull, ContractUse? element)
{
    private readonly ContractUse? element = element;

    public Contract Contract { get; } = contract;

    /// <summary>True where null may stand for a value.</summary>
    public bool AllowsNull { get; } = allowsNull;

    /// <summary>The elements, as the place says or else as the contract says.</summary>
    public ContractUse? Element => element ?? Contract.Element;

    /// <summary>True where null can stand there though it must not, once the serializer has read the value.</summary>
    public bool CanBeNull => !AllowsNull && !Contract.Type.IsValueType;

    /// <summary>True where a value is to be looked into.</summary>
    public bool HasChecks(bool afterRead) => (afterRead ? Contract.HasChecksAfterRead : Contract.HasChecks)
        || (element is { } own && (own.CanBeNull || own.HasChecks(afterRead)));
}
