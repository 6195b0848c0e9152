using Stepwell.Storage;

namespace Stepwell.Introspection;

/// <summary>Failures of the store as refusals: whoever asks by hand is told, and can ask again.</summary>
public static class StoreFailures
{
    /// <summary>Asks a store.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="ask">Asks it.</param>
    /// <returns>What it answered.</returns>
    /// <exception cref="IntrospectionException">The store failed: <see cref="IntrospectionError.Unavailable"/>.</exception>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            throw new IntrospectionException(IntrospectionError.Unavailable, e.Message);
        }
        catch (ObjectDisposedException)
        {
            throw new IntrospectionException(IntrospectionError.Unavailable, "The host has stopped, and its store takes nothing any more.");
        }
    }

    /// <summary>Tells a store to do something.</summary>
    /// <param name="act">Does it.</param>
    /// <exception cref="IntrospectionException">The store failed: <see cref="IntrospectionError.Unavailable"/>.</exception>
    public static Task ToldAsync(Func<Task> act) => ToldAsync(async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    });
}
