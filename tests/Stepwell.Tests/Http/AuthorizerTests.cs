using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Stepwell.Http;
using Stepwell.Tests.OpenApi;

namespace Stepwell.Tests.Http;

/// <summary>What is kept of the policies that an app's own provider makes.</summary>
public sealed class AuthorizerTests
{
    private readonly Catalog.HandlerDefinition guarded = Handlers.Api("Guarded", "GET /guarded", authorize: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Policy_ThatCouldNotBeHadOnce_IsAskedForAgain(bool caches)
    {
        var provider = new Provider(caches) { Fails = true };
        var authorizer = new Authorizer(provider, new Everyone());
        await Assert.ThrowsAsync<IOException>(() => authorizer.AllowsAsync(new DefaultHttpContext(), guarded).AsTask());
        provider.Fails = false;
        Assert.True(await authorizer.AllowsAsync(new DefaultHttpContext(), guarded));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task Policy_IsKeptOnlyWhereItsProviderAllowsIt(bool caches, int asked)
    {
        var provider = new Provider(caches);
        var authorizer = new Authorizer(provider, new Everyone());
        for (var i = 0; i < 3; i++) Assert.True(await authorizer.AllowsAsync(new DefaultHttpContext(), guarded));
        Assert.Equal(asked, provider.Asked);
    }

    private sealed class Provider(bool caches) : IAuthorizationPolicyProvider
    {
        internal int Asked { get; private set; }

        internal bool Fails { get; set; }

        public bool AllowsCachingPolicies => caches;

        public Task<AuthorizationPolicy> GetDefaultPolicyAsync()
        {
            Asked++;
            return Fails ? Task.FromException<AuthorizationPolicy>(new IOException("The policies are out of reach.")) : Task.FromResult(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        }

        public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);

        public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult<AuthorizationPolicy?>(null);
    }

    private sealed class Everyone : IPolicyEvaluator
    {
        public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) => Task.FromResult(AuthenticateResult.NoResult());

        public Task<PolicyAuthorizationResult> AuthorizeAsync(AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context, object? resource) => Task.FromResult(PolicyAuthorizationResult.Success());
    }
}
