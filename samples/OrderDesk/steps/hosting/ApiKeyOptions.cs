using Microsoft.AspNetCore.Authentication;

namespace OrderDesk;

/// <summary>The settings of the scheme of api keys.</summary>
public sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>The one key; null, and nobody is let in.</summary>
    public string? Key { get; set; }
}
