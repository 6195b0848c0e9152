using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Stepwell.Azure.Operators;

/// <summary>The parameters of a question, all in the query.</summary>
internal sealed class OperatorQuestion(HttpContext http)
{
    internal const int MaxCount = 1000;
    private const int DefaultCount = 50;

    internal CancellationToken Aborted => http.RequestAborted;

    internal string? this[string name] => http.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    internal bool Has(string name) => http.Request.Query.ContainsKey(name);

    /// <returns>How many are wanted; null where it is no number from 1 to <see cref="MaxCount"/>.</returns>
    internal int? Count => this["count"] is not { } text ? DefaultCount
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxCount ? count : null;
}
