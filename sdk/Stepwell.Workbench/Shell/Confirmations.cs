namespace Stepwell.Workbench.Shell;

/// <summary>Asks before what cannot be undone.</summary>
internal sealed class Confirmations
{
    private TaskCompletionSource<bool>? answer;

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

    internal sealed record Question(string Title, string Text, string Action);
}
