namespace Stepwell.Contracts;

/// <summary>What is sensitive at one place of a JSON value. Nodes may lead back to nodes above them.</summary>
internal sealed class SensitiveNode
{
    /// <summary>A place whose value is masked, whatever it is.</summary>
    public static SensitiveNode Masked { get; } = new() { IsMasked = true };

    public bool IsMasked { get; private init; }

    /// <summary>Members by name, in any case, as readers match them.</summary>
    public Dictionary<string, SensitiveNode> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The members that have no node of their own; null for nothing.</summary>
    public SensitiveNode? AnyMember { get; set; }

    /// <summary>The elements of an array; null for nothing.</summary>
    public SensitiveNode? Element { get; set; }

    public bool IsEmpty => !IsMasked && Members.Count == 0 && AnyMember is null && Element is null;

    public SensitiveNode? Member(string name) => Members.GetValueOrDefault(name) ?? AnyMember;
}
