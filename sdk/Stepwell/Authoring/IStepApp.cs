using Microsoft.Extensions.Hosting;

namespace Stepwell;

/// <summary>An app of steps: the one registration that every host and every test uses.</summary>
/// <example><code>
/// public sealed class OrderDesk : IStepApp
/// {
///     public static void Configure(IHostApplicationBuilder builder) =>
///         builder.Services.AddSingleton&lt;IPrices, CsvPrices&gt;();
/// }
/// </code></example>
public interface IStepApp
{
    /// <summary>Registers what the steps need: services, options, authentication, global middleware.</summary>
    /// <param name="builder">The host's builder. Steps are not registered: they exist because their files do.</param>
    static abstract void Configure(IHostApplicationBuilder builder);
}
