using Microsoft.AspNetCore.Http;

namespace Stepwell.Local.Extensions;

/// <summary>
/// Pages that another assembly adds to the local host, such as the Workbench. They live under <see cref="Path"/> and answer this
/// machine only, by the same checks of Host and Origin as the host's own API.
/// </summary>
/// <remarks>
/// An extension is found by name, never by search: the app's runtime option <see cref="LocalExtensionAttribute.Option"/> names its assembly,
/// and that one's <see cref="LocalExtensionAttribute"/> its type, which has a constructor without parameters.
/// </remarks>
public interface ILocalExtension : IAsyncDisposable
{
    /// <summary>Below it are the host's own API and the pages of extensions.</summary>
    const string Path = "/_stepwell";

    /// <summary>
    /// Makes what answers requests below <see cref="Path"/>, which is their <see cref="HttpRequest.PathBase"/> then. Called once, with the first
    /// of them or a moment after the host began to serve: so it costs an app no time to start, and whoever looks does not wait for it.
    /// </summary>
    /// <param name="host">The host's services; <see cref="Introspection.IIntrospection"/> is the one that tells of the app.</param>
    /// <returns>Answers requests; those it does not know it leaves at 404, which the host explains.</returns>
    RequestDelegate Open(IServiceProvider host);
}
