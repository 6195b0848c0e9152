using Stepwell.Catalog;

namespace Stepwell.Tests.OpenApi;

/// <summary>Makes catalogs by hand.</summary>
internal static class Handlers
{
    public static StepCatalog Catalog(params HandlerDefinition[] handlers) =>
        new([.. handlers.Select(h => new StepDefinition { Name = h.Name.Split('.')[0], Type = typeof(Handlers), Flows = ["orders"], Handlers = [h] })], []);

    public static HandlerDefinition Api(string name, string routes, ParameterDefinition[]? parameters = null, ResponseDefinition[]? responses = null,
        HomeGroupKind home = HomeGroupKind.Trace, bool authorize = false, bool keeps = true) => new()
        {
            Name = name,
            Kind = HandlerKind.Api,
            Routes = [.. routes.Split('|').Select(r => new RouteDefinition(r.Split(' ')[0], r.Split(' ')[1]))],
            Parameters = parameters ?? [],
            Responses = responses ?? [],
            HomeGroup = home,
            Authorize = authorize ? [new Microsoft.AspNetCore.Authorization.AuthorizeAttribute()] : [],
            AnswerCanBeKept = keeps,
            TimeLimit = TimeSpan.FromSeconds(100),
            Create = () => throw new NotSupportedException(),
        };
}
