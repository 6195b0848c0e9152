using Microsoft.AspNetCore.Http;

namespace Stepwell.Introspection.Http;

/// <summary>What the description of an API says of its host.</summary>
/// <param name="Description">What the API is for, and whom it answers.</param>
public sealed record DocumentAbout(string Description)
{
    /// <summary>The status for whom it does not answer.</summary>
    public int Refusal { get; init; } = StatusCodes.Status403Forbidden;

    /// <summary>True where that answer is a problem; false where it has no body.</summary>
    public bool RefusalIsProblem { get; init; } = true;

    /// <summary>Types that stand in no answer's type and are described all the same.</summary>
    public IReadOnlyList<Type> MoreTypes { get; init; } = [];
}
