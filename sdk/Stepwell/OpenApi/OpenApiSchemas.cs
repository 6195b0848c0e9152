using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.OpenApi;

/// <summary>The schemas that operations share, and the references to them.</summary>
internal sealed class OpenApiSchemas
{
    public const string Problem = "ProblemDetails";
    public const string ValidationProblem = "ValidationProblem";
    private const string Place = "#/components/schemas/";

    private readonly ContractRegistry contracts;
    private readonly Dictionary<Contract, string> names;
    private readonly SchemaWriter writer;

    public OpenApiSchemas(ContractRegistry contracts, IEnumerable<HandlerDefinition> handlers)
    {
        this.contracts = contracts;
        var types = handlers.SelectMany(h => h.Parameters.Where(IsDescribed).Select(p => p.Type)
            .Concat(h.Responses.Where(r => r.MediaType is null).Select(r => r.Type).OfType<Type>().Where(t => !IsProblem(t))));
        names = SchemaNames.Of(types.SelectMany(t => SchemaDocument.Reachable(contracts.UseOf(t))).Where(c => c.IsNamed), [Problem, ValidationProblem]);
        writer = new SchemaWriter(contracts.Options, c => names.TryGetValue(c, out var name) ? Place + name : null);
    }

    /// <summary>The schema of a JSON body.</summary>
    public JsonObject Json(Type type) => IsProblem(type)
        ? Reference(typeof(Microsoft.AspNetCore.Http.HttpValidationProblemDetails).IsAssignableFrom(type) ? ValidationProblem : Problem)
        : writer.Use(contracts.UseOf(type));

    /// <summary>The schema of what is written as text: routes, queries, headers, form fields.</summary>
    public JsonObject Text(ParameterDefinition parameter)
    {
        var schema = Text(parameter.Type);
        SchemaRules.Add(schema, contracts.UseOf(parameter.Type).Contract, parameter.Rules, contracts.Options);
        return schema;
    }

    private JsonObject Text(Type type)
    {
        var use = contracts.UseOf(type);
        if (use.Contract.Shape == ContractShape.List && use.Element is { } element)
            return new JsonObject { ["type"] = "array", ["items"] = Text(element.Contract.Type) };
        var schema = use.Contract.Shape == ContractShape.Value ? writer.Use(new(use.Contract, allowsNull: false, null)) : [];
        return schema.Count > 0 ? schema : new JsonObject { ["type"] = "string" };
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = Place + name };

    public JsonObject ToJson()
    {
        var all = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            [Problem] = ProblemSchemas.Problem(),
            [ValidationProblem] = ProblemSchemas.Validation(Place + Problem),
        };
        foreach (var (contract, name) in names) all[name] = writer.Definition(contract);
        return new JsonObject(all.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));
    }

    private static bool IsProblem(Type type) => typeof(ProblemDetails).IsAssignableFrom(type);

    private bool IsDescribed(ParameterDefinition parameter) => parameter.From switch
    {
        BindFrom.Body => true,
        BindFrom.File or BindFrom.RawBody => false,
        _ => SchemaDocument.Reachable(contracts.UseOf(parameter.Type)).All(c => c.Shape is ContractShape.Value or ContractShape.List),
    };
}
