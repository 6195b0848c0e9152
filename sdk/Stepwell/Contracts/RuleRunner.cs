using System.ComponentModel.DataAnnotations;

namespace Stepwell.Contracts;

/// <summary>Runs the annotations of one object; makes what they ask for only where they ask for it.</summary>
internal sealed class RuleRunner(object owner, JsonPath path, ContractErrors errors)
{
    private ValidationContext? context;

    /// <summary>True once anything was wrong.</summary>
    public bool Failed { get; private set; }

    public void Fail(ContractMember member, string message)
    {
        Failed = true;
        errors.Add(path.Of(member.Name), message);
    }

    public void Check(ValidationAttribute rule, ContractMember member, object? value)
    {
        if (IsSelfContained(rule))
        {
            if (!IsValid(rule, value)) Fail(member, rule.FormatErrorMessage(member.DisplayName));
            return;
        }
        var asked = Context(member.ClrName, member.DisplayName);
        if (rule.GetValidationResult(value, asked) is { } result) Fail(member, result.ErrorMessage ?? rule.FormatErrorMessage(member.DisplayName));
    }

    /// <summary>Runs the annotations of the type, then lets it check itself, as the framework's validator does.</summary>
    public void CheckWhole(Contract contract)
    {
        var asked = Context(null, "value");
        foreach (var rule in contract.Rules)
            if (rule.GetValidationResult(owner, asked) is { } result) Add(contract, result);
        if (Failed || owner is not IValidatableObject self) return;
        foreach (var result in self.Validate(asked) ?? [])
            if (result is not null && result != ValidationResult.Success) Add(contract, result);
    }

    /// <summary>True where a rule needs nothing but the value, which holds for the framework's own.</summary>
    public static bool IsSelfContained(ValidationAttribute rule) =>
        !rule.RequiresValidationContext && rule is not CustomValidationAttribute && rule.GetType().Assembly == typeof(ValidationAttribute).Assembly;

    /// <summary>Whether a self-contained rule is kept; a value that it was not made for does not keep it.</summary>
    public static bool IsValid(ValidationAttribute rule, object? value)
    {
        try
        {
            return rule is RangeAttribute range && RangeCheck.TryCheck(range, value, out var within) ? within : rule.IsValid(value);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }

    private ValidationContext Context(string? memberName, string displayName)
    {
        context ??= new ValidationContext(owner, null, null);
        context.MemberName = memberName;
        context.DisplayName = displayName;
        return context;
    }

    private void Add(Contract contract, ValidationResult result)
    {
        Failed = true;
        var message = result.ErrorMessage ?? ContractText.NotAllowed;
        var named = false;
        foreach (var name in result.MemberNames ?? [])
        {
            named = true;
            errors.Add(path.Of(Array.Find(contract.Members, m => m.ClrName == name)?.Name ?? name), message);
        }
        if (!named) errors.Add(path.ToString(), message);
    }
}
