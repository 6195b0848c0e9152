using System.Reflection;

namespace Stepwell.Contracts;

/// <summary>Looks at the values of one type of log states without boxing it: most states are structs.</summary>
internal static class LogValues<TState>
{
    /// <summary>Whether a state has a sensitive value; null where the type lists no values.</summary>
    public static Func<LogMasker, TState, bool>? AnySensitive { get; } =
        typeof(IReadOnlyList<KeyValuePair<string, object?>>).IsAssignableFrom(typeof(TState))
            ? typeof(LogValueScan).GetMethod(nameof(LogValueScan.AnySensitive), BindingFlags.Static | BindingFlags.Public)!
                .MakeGenericMethod(typeof(TState)).CreateDelegate<Func<LogMasker, TState, bool>>()
            : null;
}

/// <summary>The scan of <see cref="LogValues{TState}"/>, closed over one type of states at a time.</summary>
internal static class LogValueScan
{
    public static bool AnySensitive<TState>(LogMasker masker, TState state) where TState : IReadOnlyList<KeyValuePair<string, object?>>
    {
        // A null state is no business of ours; a struct is never one, and must not be boxed to find out.
        if (!typeof(TState).IsValueType && state is null) return false;
        for (var i = 0; i < state.Count; i++)
            if (masker.IsSensitive(state[i].Value)) return true;
        return false;
    }
}
