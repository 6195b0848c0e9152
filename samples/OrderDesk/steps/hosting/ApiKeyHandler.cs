using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrderDesk;

/// <summary>Knows callers by the header <c>X-Api-Key</c>.</summary>
public sealed class ApiKeyHandler(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header].ToString();
        if (given.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        if (string.IsNullOrEmpty(Options.Key) || !Same(given, Options.Key)) return Task.FromResult(AuthenticateResult.Fail("The key is wrong."));
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "backoffice")], Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme)));
    }

    /// <summary>Hashed first, so that neither content nor length shows in the time it takes.</summary>
    private static bool Same(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
