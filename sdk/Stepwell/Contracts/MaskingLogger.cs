using Microsoft.Extensions.Logging;

namespace Stepwell.Contracts;

/// <summary>Passes log calls on, with sensitive values masked.</summary>
internal sealed class MaskingLogger(ILogger inner, LogMasker masker) : ILogger
{
    private static readonly Func<LogState, Exception?, string> Text = (state, _) => state.ToString();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull =>
        masker.Mask(state) is { } masked ? inner.BeginScope(masked) : inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;
        if (masker.Mask(state) is { } masked) inner.Log(logLevel, eventId, masked, exception, Text);
        else inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
