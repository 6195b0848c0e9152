using System.Text.Json;

namespace Stepwell.Contracts;

/// <summary>Walks JSON that the serializer refused beside its contract, and finds everything that is wrong.</summary>
internal sealed class ContractReader(JsonSerializerOptions options, ContractErrors errors)
{
    private readonly JsonPath path = new();
    private int hidden;

    /// <summary>Collects what is wrong.</summary>
    /// <returns>False where the walk found nothing.</returns>
    public bool Explain(ContractUse use, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions
            {
                AllowTrailingCommas = options.AllowTrailingCommas,
                CommentHandling = options.ReadCommentHandling == JsonCommentHandling.Disallow ? JsonCommentHandling.Disallow : JsonCommentHandling.Skip,
                MaxDepth = options.MaxDepth,
            });
            Walk(use, document.RootElement, null);
        }
        catch (JsonException e)
        {
            errors.Add("$", JsonFailure.Malformed(e));
        }
        catch (InvalidOperationException)
        {
            errors.Add("$", ContractText.NoText);
        }
        return !errors.IsEmpty;
    }

    private void Walk(ContractUse use, JsonElement value, ContractMember? member)
    {
        if (errors.IsFull) return;
        if (value.ValueKind == JsonValueKind.Null && use.Contract.Shape != ContractShape.Any)
        {
            if (!use.AllowsNull) Add(ContractText.NoNull);
            return;
        }
        switch (use.Contract.Shape)
        {
            case ContractShape.Any:
                if (value.ValueKind == JsonValueKind.Null && !use.AllowsNull && !use.Contract.Type.IsValueType) Add(ContractText.NoNull);
                break;
            case ContractShape.Object when Is(value, JsonValueKind.Object, "object"):
                WalkObject(use.Contract, value);
                break;
            case ContractShape.Map when Is(value, JsonValueKind.Object, "object") && use.Element is { } element:
                WalkMap(element, value);
                break;
            case ContractShape.List when Is(value, JsonValueKind.Array, "array") && use.Element is { } element:
                WalkList(element, value);
                break;
            case ContractShape.Value when use.Contract.Info is not null:
                new LeafCheck(options, path, errors).Check(use.Contract, value, member, hidden > 0);
                break;
            default:
                break;
        }
    }

    private bool Is(JsonElement value, JsonValueKind kind, string name)
    {
        if (value.ValueKind == kind) return true;
        Add($"{ContractText.Describe(value, hidden > 0)} is no {name}.");
        return false;
    }

    private void WalkObject(Contract contract, JsonElement value)
    {
        var actual = new Discriminator(contract, path, errors, options).Find(value);
        if (actual is null) return;
        var seen = new HashSet<string>(actual.ByName.Comparer);
        foreach (var property in value.EnumerateObject())
        {
            if (errors.IsFull) return;
            if (!seen.Add(property.Name) && !options.AllowDuplicateProperties) errors.Add(path.Of(property.Name), ContractText.Duplicate);
            if (actual.ByName.TryGetValue(property.Name, out var member)) WalkMember(member, property.Value);
            else if (actual.Closed && !(contract.Variants.Length > 0 && property.Name == contract.Discriminator))
                errors.Add(path.Of(property.Name), "The member is not known.");
        }
        foreach (var member in actual.Members)
            if (member.IsRequired && !seen.Contains(member.Name)) errors.Add(path.Of(member.Name), member is { AllowsNull: true, Property.AssociatedParameter: not null } ? ContractText.MissingButNullable : ContractText.Missing);
    }

    private void WalkMember(ContractMember member, JsonElement value)
    {
        if (member.IsReadOnly) return;
        path.Push(member.Name);
        if (member.IsSensitive) hidden++;
        Walk(member.Use, value, member);
        if (member.IsSensitive) hidden--;
        path.Pop();
    }

    private void WalkMap(ContractUse element, JsonElement value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!seen.Add(property.Name) && !options.AllowDuplicateProperties) errors.Add(path.Of(property.Name), ContractText.Duplicate);
            path.Push(property.Name);
            Walk(element, property.Value, null);
            path.Pop();
        }
    }

    private void WalkList(ContractUse element, JsonElement value)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            path.Push(index++);
            Walk(element, item, null);
            path.Pop();
        }
    }

    private void Add(string message) => errors.Add(path.ToString(), message);
}
