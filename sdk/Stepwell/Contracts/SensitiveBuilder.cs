namespace Stepwell.Contracts;

/// <summary>Collects where a contract's graph has sensitive members.</summary>
internal static class SensitiveBuilder
{
    /// <summary>The paths; null for none.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="graph">The contract and all that it holds.</param>
    public static SensitivePaths? Build(Contract contract, IReadOnlyCollection<Contract> graph)
    {
        if (!graph.Any(HasOwn)) return null;
        var root = new SensitiveNode();
        var places = new Dictionary<Contract, SensitiveNode>();
        Add(root, contract, contract.Element, places);
        return new SensitivePaths(root);
    }

    /// <summary>Adds what a contract holds below a node. Where the contract is met again on the way down, the node is met again too.</summary>
    private static void Add(SensitiveNode node, Contract contract, ContractUse? element, Dictionary<Contract, SensitiveNode> above)
    {
        var isNew = above.TryAdd(contract, node);
        if (element is not null)
        {
            if (contract.Shape == ContractShape.Map) node.AnyMember = Below(node.AnyMember, element, above);
            else node.Element = Below(node.Element, element, above);
        }
        foreach (var member in contract.Members)
        {
            var child = node.Members.GetValueOrDefault(member.Name);
            if (member.IsSensitive) node.Members[member.Name] = SensitiveNode.Masked;
            else if (child?.IsMasked != true && Below(child, member.Use, above) is { } below) node.Members[member.Name] = below;
        }
        foreach (var variant in contract.Variants)
            if (variant.Contract != contract) Add(node, variant.Contract, null, above);
        if (isNew) above.Remove(contract);
    }

    private static SensitiveNode? Below(SensitiveNode? shared, ContractUse use, Dictionary<Contract, SensitiveNode> above)
    {
        if (!SchemaDocument.Reachable(use).Any(HasOwn)) return shared;
        if (shared is null && above.TryGetValue(use.Contract, out var met) && use.Contract.Shape == ContractShape.Object) return met;
        if (shared is not null && above.ContainsValue(shared)) return shared;
        var node = shared ?? new SensitiveNode();
        Add(node, use.Contract, use.Element, above);
        return node.IsEmpty ? null : node;
    }

    private static bool HasOwn(Contract contract) => contract.Members.Any(m => m.IsSensitive);
}
