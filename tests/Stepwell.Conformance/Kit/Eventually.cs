using System.Diagnostics;

namespace Stepwell.Conformance.Kit;

/// <summary>Waits for conditions that no call announces.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Patience, $"It never happened that {what}.");
            await Task.Delay(2);
        }
    }

    /// <summary>Fails a test that would wait for ever.</summary>
    public static Task InTimeAsync(this Task task) => task.WaitAsync(Patience);

    /// <inheritdoc cref="InTimeAsync(Task)"/>
    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Patience);
}
