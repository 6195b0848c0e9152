using System.Globalization;

namespace Stepwell.Binding;

/// <summary>Turns values into parts of group names; generated code calls it.</summary>
public static class GroupText
{
    /// <summary>The invariant text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="property">The property it came from, for the error.</param>
    /// <exception cref="StepException">The value is null or empty (SW1005): such an event is dead-lettered at once.</exception>
    public static string Of<T>(T value, string property)
    {
        var text = value switch
        {
            // Times have one form that sorts, as in JSON; the invariant culture would give the American one.
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };
        return text is { Length: > 0 } ? text : throw new StepException("SW1005",
            $"The home group needs the property '{property}', which is empty in this event. Give it a value where the event is emitted, or take it out of [InGroup].");
    }
}
