using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>What of an api handler's arguments documents show.</summary>
internal static class ApiDocuments
{
    public static IEnumerable<ArgumentModel> Parameters(HandlerModel handler) =>
        handler.Kind != HandlerKind.Api ? [] : handler.Arguments
            .SelectMany(a => a.Members.Count > 0 ? a.Members.AsEnumerable() : [a])
            .Where(a => a.Source is ArgumentSource.Route or ArgumentSource.Query or ArgumentSource.Header or ArgumentSource.Form
                or ArgumentSource.File or ArgumentSource.Body or ArgumentSource.RawBody)
            .Select(a => a.Value is { List: not null } ? a with { Optional = true } : a);
}
