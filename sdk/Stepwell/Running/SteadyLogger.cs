using Microsoft.Extensions.Logging;

namespace Stepwell.Running;

/// <summary>
/// Passes on what our own parts log. Logging may throw, e.g. where a disk is full, and that must not decide on what becomes of an
/// event or a request: what is told of goes on, and standard error says once that lines are missing.
/// </summary>
internal sealed class SteadyLogger(ILogger inner) : ILogger
{
    private volatile bool failing;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        try
        {
            return inner.BeginScope(state);
        }
        catch (Exception e)
        {
            Failed(e);
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception e)
        {
            Failed(e);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            if (failing) failing = false;
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }

    private void Failed(Exception e)
    {
        if (failing) return;
        failing = true;
        try
        {
            Console.Error.WriteLine($"Stepwell: lines are missing from the log, which fails: {Tellable.Of(e).Message}");
        }
        catch (IOException)
        {
            // Standard error is on the same disk; there is no further place.
        }
    }
}
