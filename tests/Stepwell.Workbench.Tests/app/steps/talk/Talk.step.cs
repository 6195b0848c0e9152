using System.ComponentModel.DataAnnotations;
using Stepwell;

namespace WorkbenchApp.Talk;

/// <summary>Logs evenly: so many lines a second, for so many seconds, or until nobody listens.</summary>
[Post("/talk")]
public sealed class Talk
{
    private const int Beats = 50;

    public async Task<int> HandleAsync([Range(Beats, 100_000)] int perSecond, [Range(1, 600)] int seconds, StepContext step)
    {
        var said = 0;
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Beats));
        // A beat that comes late is made up for with the next.
        try
        {
            for (var i = 1; i <= Beats * seconds && await beat.WaitForNextTickAsync(step.CancellationToken); i++)
                for (; said < (long)perSecond * i / Beats; said++) step.Logger.LogInformation("Said {Number}", said);
        }
        catch (OperationCanceledException)
        {
            step.Logger.LogInformation("Said no more");
            throw;
        }
        return said;
    }
}
