using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Reads one scalar as the serializer would, and says what is wrong with it.</summary>
internal sealed class LeafCheck(JsonSerializerOptions options, JsonPath path, ContractErrors errors)
{
    public void Check(Contract contract, JsonElement value, ContractMember? member, bool hidden)
    {
        if (member?.Property.NumberHandling is { } own && own != options.NumberHandling) return;
        object? read;
        try
        {
            read = value.Deserialize(contract.Info!);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            errors.Add(path.ToString(), Message(contract, value, hidden, e));
            return;
        }
        foreach (var rule in member?.Rules ?? [])
            if (RuleRunner.IsSelfContained(rule) && !RuleRunner.IsValid(rule, read))
                errors.Add(path.ToString(), rule.FormatErrorMessage(member!.DisplayName));
        if (member?.RequiredRule is { } required && !required.IsValid(read))
            errors.Add(path.ToString(), required.FormatErrorMessage(member.DisplayName));
    }

    private static string Message(Contract contract, JsonElement value, bool hidden, Exception exception)
    {
        if (exception is InvalidOperationException && value.ValueKind == JsonValueKind.String && !IsText(value)) return ContractText.NoText;
        var expected = LeafSchema.Of(contract)["enum"] is JsonArray names
            ? ContractText.EnumName(names.Select(n => n?.ToString() ?? "null"))
            : ContractText.TypeName(contract.Type);
        var own = hidden || exception.Message.Length == 0 ? ContractText.NotAllowed : JsonFailure.Refused(exception);
        return own == ContractText.NotAllowed || contract.Type.IsEnum ? $"{ContractText.Describe(value, hidden)} is no {expected}." : own;
    }

    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
