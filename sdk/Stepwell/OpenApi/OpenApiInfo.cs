namespace Stepwell.OpenApi;

/// <summary>What an OpenAPI document says of the app as a whole.</summary>
/// <param name="Title">The app's name.</param>
/// <param name="Version">The API's version.</param>
public sealed record OpenApiInfo(string Title, string Version)
{
    /// <summary>What the app does; null for nothing. CommonMark.</summary>
    public string? Description { get; init; }

    /// <summary>Where the app answers; empty for where the document was found.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];
}
