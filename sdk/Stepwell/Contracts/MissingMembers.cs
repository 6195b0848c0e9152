using System.Reflection;

namespace Stepwell.Contracts;

/// <summary>Which members of an object cannot be left out, be it that the serializer asks for them or that their default breaks a rule.</summary>
internal sealed class MissingMembers(Contract contract)
{
    private bool tried;
    private object? sample;

    public bool AreRefused(ContractMember member)
    {
        if (member.IsRequired) return true;
        if (member.IsReadOnly || member.Property.Get is null || !(member.HasRules || member.ChecksNull(afterRead: true))) return false;
        if (!TryDefault(member, out var value)) return !member.AllowsNull && !member.Use.Contract.Type.IsValueType;
        if (value is null && !member.AllowsNull && (member.RequiredRule is not null || member.ChecksNull(afterRead: true))) return true;
        return !(member.RequiredRule?.IsValid(value) ?? true)
            || member.Rules.Any(r => RuleRunner.IsSelfContained(r) && !RuleRunner.IsValid(r, value));
    }

    private bool TryDefault(ContractMember member, out object? value)
    {
        value = null;
        if (member.Property.AssociatedParameter is { } parameter)
        {
            value = parameter.HasDefaultValue ? parameter.DefaultValue : Zero(parameter.ParameterType);
            value ??= Zero(parameter.ParameterType);
            return true;
        }
        if (!tried) sample = Make();
        tried = true;
        if (sample is null) return false;
        value = member.Property.Get!(sample);
        return true;
    }

    /// <summary>An object as it is when JSON gives it nothing; null where its constructor refuses that.</summary>
    private object? Make()
    {
        try
        {
            if (contract.Info?.CreateObject is { } create) return create();
            return contract.Info?.ConstructorAttributeProvider is ConstructorInfo constructor
                ? constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue ?? Zero(p.ParameterType) : Zero(p.ParameterType))])
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static object? Zero(Type type) => type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
}
