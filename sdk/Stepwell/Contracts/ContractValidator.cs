using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Stepwell.Contracts;

/// <summary>Looks through a value by its contract and collects what is wrong.</summary>
/// <param name="errors">Where findings go.</param>
/// <param name="afterRead">True where the serializer has just read the value.</param>
/// <param name="maxDepth">How deep it looks.</param>
/// <param name="contractOf">The contract of a type, for values that are of another type than declared.</param>
internal sealed class ContractValidator(ContractErrors errors, bool afterRead, int maxDepth, Func<Type, Contract> contractOf)
{
    private readonly JsonPath path = new();
    private HashSet<object>? inside;

    public void Check(ContractUse use, object? value)
    {
        if (value is null || path.Depth > maxDepth || errors.IsFull) return;
        switch (use.Contract.Shape)
        {
            case ContractShape.Object:
                CheckObject(Actual(use.Contract, value), value);
                break;
            case ContractShape.List when use.Element is { } element:
                CheckList(element, value);
                break;
            case ContractShape.Map when use.Element is { } element && value is IDictionary map:
                CheckMap(element, map);
                break;
            default:
                break;
        }
    }

    private Contract Actual(Contract declared, object value) =>
        declared.Variants.Length > 0 && value.GetType() != declared.Type ? contractOf(value.GetType()) : declared;

    private void CheckObject(Contract contract, object value)
    {
        var tracked = contract.IsRecursive && !contract.Type.IsValueType;
        if (tracked && !(inside ??= new(ReferenceEqualityComparer.Instance)).Add(value)) return;
        var rules = new RuleRunner(value, path, errors);
        foreach (var member in contract.Members)
        {
            if (!member.HasChecks(afterRead)) continue;
            if (errors.IsFull) break;
            CheckMember(member, member.Property.Get!(value), rules);
        }
        if (!rules.Failed && (contract.Rules.Length > 0 || contract.ChecksItself)) rules.CheckWhole(contract);
        if (tracked) inside!.Remove(value);
    }

    private void CheckMember(ContractMember member, object? value, RuleRunner rules)
    {
        if (member.RequiredRule is { } required && !required.IsValid(value)) rules.Fail(member, required.FormatErrorMessage(member.DisplayName));
        else if (value is null && member.ChecksNull(afterRead)) rules.Fail(member, ContractText.NoNull);
        else
        {
            foreach (var rule in member.Rules) rules.Check(rule, member, value);
            if (value is null || member.IsReadOnly || !member.Use.HasChecks(afterRead)) return;
            path.Push(member.Name);
            Check(member.Use, value);
            path.Pop();
        }
    }

    private void CheckList(ContractUse element, object value)
    {
        if (!element.CanBeNull && !element.HasChecks(afterRead)) return;
        if (value is IList list)
        {
            for (var i = 0; i < list.Count && !errors.IsFull; i++) CheckElement(element, list[i], i);
            return;
        }
        if (value is not IEnumerable items) return;
        var index = 0;
        foreach (var item in items)
        {
            if (errors.IsFull) return;
            CheckElement(element, item, index++);
        }
    }

    private void CheckElement(ContractUse element, object? item, int index)
    {
        path.Push(index);
        CheckItem(element, item);
        path.Pop();
    }

    private void CheckMap(ContractUse element, IDictionary map)
    {
        if (!element.CanBeNull && !element.HasChecks(afterRead)) return;
        foreach (DictionaryEntry entry in map)
        {
            if (errors.IsFull) return;
            path.Push(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            CheckItem(element, entry.Value);
            path.Pop();
        }
    }

    private void CheckItem(ContractUse element, object? item)
    {
        if (item is null && element.CanBeNull) errors.Add(path.ToString(), ContractText.NoNull);
        else Check(element, item);
    }
}
