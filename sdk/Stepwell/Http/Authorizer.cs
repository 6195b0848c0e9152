using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;

namespace Stepwell.Http;

/// <summary>Authenticates and authorizes callers by ASP.NET Core's own schemes and policies.</summary>
internal sealed class Authorizer(IAuthorizationPolicyProvider policies, IPolicyEvaluator evaluator, IAuthenticationSchemeProvider? schemes = null)
{
    private readonly ConcurrentDictionary<HandlerDefinition, AuthorizationPolicy?> cache = new();

    /// <summary>Checks the caller.</summary>
    /// <returns>True where the request may go on; else status and headers of the answer are set.</returns>
    internal async ValueTask<bool> AllowsAsync(HttpContext http, HandlerDefinition handler)
    {
        var policy = await PolicyAsync(handler).ConfigureAwait(false);
        if (policy is null)
        {
            await IdentifyAsync(http).ConfigureAwait(false);
            return true;
        }
        var authenticated = await evaluator.AuthenticateAsync(policy, http).ConfigureAwait(false);
        if (handler.AllowAnonymous) return true;
        var result = await evaluator.AuthorizeAsync(policy, authenticated, http, http).ConfigureAwait(false);
        if (result.Succeeded) return true;
        await RefuseAsync(http, policy, result).ConfigureAwait(false);
        return false;
    }

    /// <summary>The policy of a handler; kept where its provider allows that, and only once it is there.</summary>
    private async ValueTask<AuthorizationPolicy?> PolicyAsync(HandlerDefinition handler)
    {
        if (cache.TryGetValue(handler, out var kept)) return kept;
        var policy = await CombineAsync(handler).ConfigureAwait(false);
        if (policies.AllowsCachingPolicies) cache[handler] = policy;
        return policy;
    }

    private Task<AuthorizationPolicy?> CombineAsync(HandlerDefinition handler) => handler.Authorize.Count > 0
        ? AuthorizationPolicy.CombineAsync(policies, handler.Authorize)
        : handler.AllowAnonymous ? Task.FromResult<AuthorizationPolicy?>(null) : policies.GetFallbackPolicyAsync();

    private async ValueTask IdentifyAsync(HttpContext http)
    {
        if (schemes is null || await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is not { } scheme) return;
        var service = http.RequestServices.GetRequiredService<IAuthenticationService>();
        if (await service.AuthenticateAsync(http, scheme.Name).ConfigureAwait(false) is { Succeeded: true, Principal: { } user }) http.User = user;
    }

    private static async ValueTask RefuseAsync(HttpContext http, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        string?[] names = policy.AuthenticationSchemes.Count > 0 ? [.. policy.AuthenticationSchemes] : [null];
        foreach (var name in names)
        {
            if (result.Challenged) await http.ChallengeAsync(name).ConfigureAwait(false);
            else await http.ForbidAsync(name).ConfigureAwait(false);
        }
    }
}
