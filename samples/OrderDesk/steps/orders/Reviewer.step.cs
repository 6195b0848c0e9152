using Stepwell;

namespace OrderDesk;

/// <summary>A person who looks at large orders.</summary>
[Noop, WaitsFor<ApprovalRequested>, LeadsTo<DecideOrder>]
public sealed class Reviewer;
