using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Shell;

/// <summary>Asks before what cannot be undone. Who goes elsewhere with a question open has answered no: it was the question of the page left.</summary>
internal sealed class Confirmations : IDisposable
{
    private readonly NavigationManager navigation;
    private string path;
    private TaskCompletionSource<bool>? answer;

    public Confirmations(NavigationManager navigation)
    {
        this.navigation = navigation;
        path = PathOf(navigation.Uri);
        navigation.LocationChanged += Move;
    }

    internal event Action? Changed;

    internal Question? Current { get; private set; }

    /// <summary>Asks; a question before that is still open is answered no.</summary>
    /// <param name="title">What is about to happen, as a question.</param>
    /// <param name="text">What it means.</param>
    /// <param name="action">The name of the button that does it.</param>
    internal Task<bool> AskAsync(string title, string text, string action)
    {
        Answer(false);
        answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Current = new Question(title, text, action);
        Changed?.Invoke();
        return answer.Task;
    }

    internal void Answer(bool yes)
    {
        if (Current is null) return;
        Current = null;
        answer?.TrySetResult(yes);
        Changed?.Invoke();
    }

    public void Dispose() => navigation.LocationChanged -= Move;

    private static string PathOf(string address) => new Uri(address).AbsolutePath;

    private void Move(object? sender, LocationChangedEventArgs e)
    {
        var before = path;
        path = PathOf(e.Location);
        // What was typed just before the question may get into the address while it is open.
        if (path != before || !e.IsOfFilters()) Answer(false);
    }

    internal sealed record Question(string Title, string Text, string Action);
}
