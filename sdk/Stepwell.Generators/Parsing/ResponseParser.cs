using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds the answers of an api handler: documented ones, those of its return type, those its body names.</summary>
internal static class ResponseParser
{
    private static readonly Dictionary<string, int> Factories = new(StringComparer.Ordinal)
    {
        ["Ok"] = 200, ["Created"] = 201, ["Accepted"] = 202, ["NoContent"] = 204, ["BadRequest"] = 400,
        ["Forbidden"] = 403, ["NotFound"] = 404, ["Conflict"] = 409, ["Unprocessable"] = 422,
    };

    public static IEnumerable<ResponseModel> Parse(IMethodSymbol method, HandlerAttributes from, string name, ParseContext context)
    {
        var found = new SortedDictionary<int, ResponseModel>();
        foreach (var response in Returned(method, context)) found[response.Status] = response;
        foreach (var attribute in from.All(a => a.AttributeClass.IsStepwell("RespondsAttribute") || a.AttributeClass.IsStepwell("RespondsAttribute`1")))
        {
            if (attribute.Number() is not { } status) continue;
            Reachability.Check(attribute, name, context);
            if (status is < 200 or > 599) context.Report(Problems.RespondsStatus, attribute, name, status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var type = attribute.AttributeClass!.TypeArguments.FirstOrDefault();
            var known = status < 400 && found.TryGetValue(status, out var same) && (type is null || type.FullName() == same.Type) ? same : null;
            found[status] = new(status, type?.FullName() ?? known?.Type, type?.DisplayName() ?? known?.DisplayType, attribute.Named("Description") as string, known?.MediaType);
        }
        return found.Values;
    }

    private static IEnumerable<ResponseModel> Returned(IMethodSymbol method, ParseContext context)
    {
        var (_, value) = ReturnParser.Unwrap(method.ReturnType);
        if (value is null) return [Plain(204)];
        var typed = value.IsStepwell("ApiResult`1");
        if (!typed && !value.IsStepwell("ApiResult"))
            return IsResult(value) ? [] : [Of(200, value) with { MediaType = MediaType(value) }];
        var body = typed ? ((INamedTypeSymbol)value).TypeArguments[0] : null;
        var named = Named(method, context).ToList();
        if (named.All(s => s >= 400)) named.Add(200);
        return named.Select(s => body is not null && s is < 300 and not 204 ? Of(s, body) : Plain(s));
    }

    /// <summary>Tells whether the answer can be kept, to be given again to a request that is repeated; reports it where callers may want that.</summary>
    public static bool CheckKept(HandlerDraft draft, ParseContext context)
    {
        if (ReturnParser.Unwrap(draft.Method.ReturnType).Value is not { } value || !(IsResult(value) || value.DerivesFrom("System.IO", "Stream"))) return true;
        if (draft.Triggers.Routes.Any(r => r.Method is "POST" or "PUT" or "PATCH" or "DELETE"))
            context.Report(Problems.AnswerNotKept, draft.Method, draft.Name, value.DisplayName());
        return false;
    }

    private static bool IsResult(ITypeSymbol type) => type.Is("Microsoft.AspNetCore.Http", "IResult") || type.Implements("Microsoft.AspNetCore.Http", "IResult");

    /// <summary>What is no JSON when it is returned as it is.</summary>
    private static string? MediaType(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? "text/plain" : type.DerivesFrom("System.IO", "Stream") ? "application/octet-stream" : null;

    private static IEnumerable<int> Named(IMethodSymbol method, ParseContext context) =>
        method.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax(context.Cancel).DescendantNodes())
            .OfType<MemberAccessExpressionSyntax>()
            .Where(m => m.Expression is SimpleNameSyntax { Identifier.ValueText: "ApiResult" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ApiResult" })
            .Select(m => Factories.TryGetValue(m.Name.Identifier.ValueText, out var status) ? status : 0)
            .Where(s => s != 0)
            .Distinct();

    private static ResponseModel Plain(int status) => new(status, null, null, null);

    private static ResponseModel Of(int status, ITypeSymbol type) => new(status, type.FullName(), type.DisplayName(), null);
}
