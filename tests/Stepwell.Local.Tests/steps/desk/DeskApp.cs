using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stepwell.Local.Tests.Steps;

/// <summary>A small app to look into.</summary>
public sealed class DeskApp : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder) => builder.Services.AddSingleton<Gate>();
}

/// <summary>Holds a step until the test lets it go on.</summary>
public sealed class Gate
{
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
