using Stepwell;

namespace WorkbenchApp.Tries;

[Topic("try.done")]
public sealed record TryDone(int Attempt);
