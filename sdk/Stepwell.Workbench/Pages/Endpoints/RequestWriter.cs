using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Makes a request of what was typed.</summary>
internal static class RequestWriter
{
    internal static HttpQuestion Write(EndpointRoute route, RequestDraft draft, IEnumerable<HeaderEntry> extra, Func<RequestParameter, string> inputOf, string? rawFile = null)
    {
        var headers = new List<string[]>();
        foreach (var parameter in route.Parameters.Where(p => p.Place == "header" && draft[p].Length > 0)) headers.Add([parameter.Name, draft[parameter]]);
        if (route.KeepsAnswers && draft.IdempotencyKey.Length > 0) headers.Add(["Idempotency-Key", draft.IdempotencyKey]);
        foreach (var entry in extra.Where(e => e.Name.Trim().Length > 0)) headers.Add([entry.Name.Trim(), entry.Value]);
        string? body = null;
        IReadOnlyList<FormField>? fields = null;
        if (route.Body is { Kind: BodyKind.Form } form) fields = [.. form.Fields.SelectMany(f => Fields(f, draft, inputOf))];
        else if (route.Body is not null && rawFile is null && draft.Body.Length > 0) body = draft.Body;
        if (body is not null && !headers.Any(h => h[0].Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(["Content-Type", route.Body!.Kind == BodyKind.Json ? "application/json" : "text/plain; charset=utf-8"]);
        return new(route.Method, Path(route, draft), headers, body, fields, route.Body?.MediaType == "multipart/form-data", rawFile);
    }

    /// <summary>The parameters of the path that are needed and missing.</summary>
    internal static IEnumerable<RequestParameter> Missing(EndpointRoute route, RequestDraft draft) => route.Parameters.Where(p => p is { Place: "path", Required: true } && draft[p].Length == 0);

    /// <summary>Path and query; a part of the path that may be missing and is not given ends it.</summary>
    internal static string Path(EndpointRoute route, RequestDraft draft)
    {
        var path = new StringBuilder();
        foreach (var segment in RoutePatternFactory.Parse(route.Template).PathSegments)
        {
            var text = string.Concat(segment.Parts.Select(p => p switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart parameter => Value(parameter, route, draft),
                _ => "",
            }));
            if (text.Length > 0) path.Append('/').Append(text);
        }
        var query = route.Parameters.Where(p => p.Place == "query").SelectMany(p => ParameterText.Values(p, draft[p]).Select(v => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(v)}")).ToList();
        return (path.Length == 0 ? "/" : path.ToString()) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    private static string Value(RoutePatternParameterPart part, EndpointRoute route, RequestDraft draft)
    {
        var value = draft[route.Parameters.First(p => p.Place == "path" && p.Name == part.Name)];
        return part.IsCatchAll && !part.EncodeSlashes ? string.Join('/', value.Split('/').Select(Uri.EscapeDataString)) : Uri.EscapeDataString(value);
    }

    private static IEnumerable<FormField> Fields(RequestParameter field, RequestDraft draft, Func<RequestParameter, string> inputOf) =>
        field.IsFile ? [new(field.Name, null, inputOf(field))] : ParameterText.Values(field, draft[field]).Select(v => new FormField(field.Name, v));
}
