using Stepwell;

namespace WorkbenchApp.Tries;

[Topic("try.asked")]
public sealed record TryAsked(int Failures);
