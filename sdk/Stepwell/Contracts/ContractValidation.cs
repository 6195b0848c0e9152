using System.ComponentModel.DataAnnotations;

namespace Stepwell.Contracts;

/// <summary>Runs validation annotations.</summary>
public static class ContractValidation
{
    /// <summary>Runs one annotation on one value.</summary>
    /// <param name="rule">The annotation.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it is, for the finding.</param>
    /// <param name="name">What it is called, for the finding.</param>
    /// <param name="errors">Where the finding goes.</param>
    /// <param name="services">Services for rules that ask for some; null for none.</param>
    public static void Check(ValidationAttribute rule, object? value, string path, string name, ContractErrors errors, IServiceProvider? services)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(errors);
        if (RuleRunner.IsSelfContained(rule))
        {
            if (!RuleRunner.IsValid(rule, value)) errors.Add(path, rule.FormatErrorMessage(name));
            return;
        }
        var context = new ValidationContext(value ?? name, services, null) { MemberName = name, DisplayName = name };
        if (rule.GetValidationResult(value, context) is { } result) errors.Add(path, result.ErrorMessage ?? ContractText.NotAllowed);
    }
}
