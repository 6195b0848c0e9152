using Microsoft.JSInterop;
using Stepwell.Workbench.Pages.Endpoints;

namespace Stepwell.Workbench.Shell;

/// <summary>What only the browser can do; its other half is <c>Assets/js</c>.</summary>
internal sealed class Browser(IJSRuntime js)
{
    /// <summary>Puts text on the clipboard.</summary>
    internal ValueTask<bool> CopyAsync(string text) => js.InvokeAsync<bool>("stepwell.copy", text);

    /// <summary>Remembers a setting in this browser.</summary>
    internal ValueTask RememberAsync(string name, string? value) => js.InvokeVoidAsync("stepwell.remember", name, value);

    /// <summary>A setting that was remembered; null for none.</summary>
    internal ValueTask<string?> RecallAsync(string name) => js.InvokeAsync<string?>("stepwell.recall", name);

    /// <summary>Brings what scrolls to its top.</summary>
    internal ValueTask ScrollToTopAsync(string selector) => js.InvokeVoidAsync("stepwell.scrollToTop", selector);

    /// <summary>Brings an element in sight and puts the focus on it; a panel that would lie over it is closed.</summary>
    internal ValueTask ShowAsync(string selector) => js.InvokeVoidAsync("stepwell.show", selector);

    /// <summary>Puts the focus on the first element that a selector finds.</summary>
    internal ValueTask FocusAsync(string selector) => js.InvokeVoidAsync("stepwell.focus", selector);

    /// <summary>Scrolls so far that the first element that a selector finds is in sight.</summary>
    internal ValueTask RevealAsync(string selector) => js.InvokeVoidAsync("stepwell.reveal", selector);

    /// <summary>Marks a place in the text of the editor within an element.</summary>
    internal ValueTask MarkAsync(string id, int start, int length) => js.InvokeVoidAsync("stepwell.mark", id, start, length);

    /// <summary>Sends a request as this page, and waits for the whole answer.</summary>
    internal ValueTask<HttpAnswer> RequestAsync(HttpQuestion question, CancellationToken cancellation) => js.InvokeAsync<HttpAnswer>("stepwell.request", cancellation, question);

    /// <summary>Ends the request that is under way; what came so far is its answer.</summary>
    internal ValueTask StopRequestAsync() => js.InvokeVoidAsync("stepwell.stopRequest");
}
