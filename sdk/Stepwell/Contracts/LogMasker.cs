using System.Globalization;
using System.Text;

namespace Stepwell.Contracts;

/// <summary>Finds and masks the sensitive values of log calls. Where there is none, it allocates nothing.</summary>
internal sealed class LogMasker(ContractRegistry contracts)
{
    private const string Template = "{OriginalFormat}";

    /// <summary>A state in which nothing sensitive is left; null where the given one has nothing sensitive.</summary>
    public LogState? Mask<TState>(TState state)
    {
        if (LogValues<TState>.AnySensitive is { } anySensitive) return anySensitive(this, state) ? MaskValues(state!) : null;
        if (state is null) return null;
        return state is IEnumerable<KeyValuePair<string, object?>> pairs && state is not IReadOnlyList<KeyValuePair<string, object?>>
            ? MaskPairs(pairs)
            : MaskOne(state);
    }

    public bool IsSensitive(object? value)
    {
        try
        {
            return value is not null && contracts.Sensitive(value.GetType()) is not null;
        }
        catch (Exception)
        {
            // A type that has no contract must not break the log call; whether it holds secrets is not known, so it is masked.
            return true;
        }
    }

    private LogState? MaskOne(object state)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> list) return AnySensitive(list) ? MaskValues(state) : null;
        return IsSensitive(state) ? new LogState(Json(state), []) : null;
    }

    private LogState? MaskPairs(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var list = pairs.ToList();
        return AnySensitive(list) ? MaskValues(list) : null;
    }

    private bool AnySensitive(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (IsSensitive(values[i].Value)) return true;
        return false;
    }

    private LogState MaskValues(object state)
    {
        var values = (IReadOnlyList<KeyValuePair<string, object?>>)state;
        var masked = new KeyValuePair<string, object?>[values.Count];
        string? template = null;
        for (var i = 0; i < masked.Length; i++)
        {
            var (key, value) = values[i];
            masked[i] = IsSensitive(value) ? new(key, Json(value!)) : new(key, value);
            if (key == Template) template = value as string;
        }
        return new(template is null ? Listed(masked) : LogTemplate.Render(template, masked), masked);
    }

    private string Json(object value)
    {
        try
        {
            var type = value.GetType();
            return Encoding.UTF8.GetString(contracts.Sensitive(type)!.Apply(contracts.Write(value, type)));
        }
        catch (Exception)
        {
            // A value that cannot be written must not break the log call, nor be shown.
            return SensitivePaths.Mask;
        }
    }

    private static string Listed(KeyValuePair<string, object?>[] values) =>
        string.Join(", ", values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}: {v.Value ?? "(null)"}")));
}
