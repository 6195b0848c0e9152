using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Stepwell.Workbench.Model;

/// <summary>Keeps what a page filters by in its address, so that it can be sent to somebody and outlives a reload.</summary>
internal static class UrlFilters
{
    private const string Mark = "filters:";

    /// <summary>The value of a filter; null where it is not set.</summary>
    internal static string? Filter(this NavigationManager navigation, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) && value is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>A filter that is a whole number.</summary>
    internal static int FilterNumber(this NavigationManager navigation, string name, int otherwise) =>
        int.TryParse(navigation.Filter(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Sets filters; null or empty takes one away. The address is replaced: Back leaves the page, not the last letter typed.</summary>
    /// <returns>What tells this change of the address, which comes true a moment later, from others: its <see cref="LocationChangedEventArgs.HistoryEntryState"/>.</returns>
    internal static string SetFilters(this NavigationManager navigation, params IEnumerable<(string Name, string? Value)> filters)
    {
        var state = Mark + Guid.NewGuid().ToString("N");
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters(filters.ToDictionary(f => f.Name, f => (object?)(string.IsNullOrEmpty(f.Value) ? null : f.Value))),
            new NavigationOptions { ReplaceHistoryEntry = true, HistoryEntryState = state });
        return state;
    }

    /// <summary>True where a page wrote the address itself.</summary>
    internal static bool IsOfFilters(this LocationChangedEventArgs e) => e.HistoryEntryState?.StartsWith(Mark, StringComparison.Ordinal) == true;
}
