namespace Stepwell.Workbench.Shell;

/// <summary>Short messages about what was just done.</summary>
internal sealed class Toasts(TimeProvider time)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);
    private readonly List<Toast> items = [];

    internal event Action? Changed;

    internal IReadOnlyList<Toast> Items => items;

    /// <summary>Says that something was done.</summary>
    internal void Done(string text) => Add(new Toast(text, "ok"), Shown);

    /// <summary>Says that something was refused; stays until it is closed.</summary>
    internal void Failed(string text) => Add(new Toast(text, "failed"), null);

    internal void Close(Toast toast)
    {
        if (items.Remove(toast)) Changed?.Invoke();
    }

    private async void Add(Toast toast, TimeSpan? shown)
    {
        items.Add(toast);
        if (items.Count > 4) items.RemoveAt(0);
        Changed?.Invoke();
        if (shown is not { } period) return;
        await Task.Delay(period, time);
        Close(toast);
    }
}

/// <summary>A message. The same text said twice is two of them.</summary>
internal sealed class Toast(string text, string kind)
{
    internal string Text => text;

    internal string Kind => kind;
}
