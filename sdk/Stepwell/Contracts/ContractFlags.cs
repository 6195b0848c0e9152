namespace Stepwell.Contracts;

/// <summary>Works out once what follows from a contract's whole graph.</summary>
internal static class ContractFlags
{
    public static void Set(Contract contract)
    {
        var reached = new HashSet<Contract>();
        var open = new Stack<Contract>();
        open.Push(contract);
        while (open.TryPop(out var next))
        {
            foreach (var part in next.Parts())
            {
                if (part == contract) contract.IsRecursive = true;
                if (reached.Add(part)) open.Push(part);
            }
        }
        reached.Add(contract);
        contract.HasChecks = reached.Any(c => ChecksOwn(c, afterRead: false));
        contract.HasChecksAfterRead = reached.Any(c => ChecksOwn(c, afterRead: true));
        contract.Sensitive = SensitiveBuilder.Build(contract, reached);
    }

    private static bool ChecksOwn(Contract contract, bool afterRead) =>
        contract.ChecksItself || contract.Rules.Length > 0 || ElementsCanBeNull(contract.Element)
        || contract.Members.Any(m => m.Property.Get is not null && (m.HasRules || m.ChecksNull(afterRead) || ElementsCanBeNull(m.Use.Element)));

    private static bool ElementsCanBeNull(ContractUse? element)
    {
        for (; element is not null; element = element.Element)
            if (element.CanBeNull) return true;
        return false;
    }
}
