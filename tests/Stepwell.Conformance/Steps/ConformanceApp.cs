using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Steps;

/// <summary>The app whose steps every host is tested with.</summary>
public sealed class ConformanceApp : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<Probe>();
        builder.Services.AddStepMiddleware<FirstMiddleware>().AddStepMiddleware<SecondMiddleware>();
        builder.Services.AddAuthentication(HeaderAuthentication.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.Scheme, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("chief", p => p.RequireRole("chief"));
    }
}

public sealed class FirstMiddleware(Probe probe) : IStepMiddleware
{
    public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => probe.AroundAsync("first", step, next);
}

public sealed class SecondMiddleware(Probe probe) : IStepMiddleware
{
    public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => probe.AroundAsync("second", step, next);
}

public sealed class OwnMiddleware(Probe probe) : IStepMiddleware
{
    public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => probe.AroundAsync("own", step, next);
}
