using Stepwell;

namespace OrderDesk;

/// <summary>A mail of plain text.</summary>
public sealed record Mail([Sensitive] string To, string Subject, string Text);
