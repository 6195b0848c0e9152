using System.Reflection;
using System.Text.Json;
using Stepwell.Catalog;

namespace Stepwell.Generators.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void Manifest_OfAllKinds_AgreesWithTheCatalog()
    {
        var assembly = Compiler.Run(("steps/orders/All.step.cs", CatalogTests.OrderDesk)).Load();
        var catalog = StepCatalog.Of(assembly.GetTypes()[0]);
        var pieces = assembly.GetCustomAttributes<StepManifestAttribute>().ToDictionary(a => a.Name, a => JsonDocument.Parse(a.Json).RootElement);
        Assert.Equal(catalog.Steps.Select(s => s.Name), pieces.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(catalog.Topics.Select(t => t.Name).Order(), assembly.GetCustomAttributes<TopicManifestAttribute>().Select(a => a.Name).Order());
        foreach (var step in catalog.Steps)
        {
            Assert.Equal(step.Type.FullName, pieces[step.Name].GetProperty("type").GetString());
            Assert.Equal(step.Flows, Texts(pieces[step.Name], "flows"));
            var handlers = pieces[step.Name].TryGetProperty("handlers", out var found) ? found.EnumerateArray().ToList() : [];
            Assert.Equal(step.Handlers.Count, handlers.Count);
            foreach (var (handler, piece) in step.Handlers.Zip(handlers)) Agree(catalog, handler, piece);
        }
    }

    [Fact]
    public void Manifest_ItsVersion_IsTheOneThatTheRuntimeKnows() =>
        Assert.Equal(
            Stepwell.Manifest.AppManifest.Version,
            Compiler.Run(("steps/orders/All.step.cs", CatalogTests.OrderDesk)).Load().GetCustomAttribute<ManifestVersionAttribute>()!.Version);

    private static void Agree(StepCatalog catalog, HandlerDefinition handler, JsonElement piece)
    {
        Assert.Equal(handler.Name, piece.GetProperty("name").GetString());
        Assert.Equal(handler.Kind.ToString(), piece.GetProperty("kind").GetString(), ignoreCase: true);
        var triggers = piece.GetProperty("triggers").EnumerateArray().ToList();
        Assert.Equal(handler.Routes.Select(r => $"{r.Method} {r.Template}"), triggers.Where(t => t.TryGetProperty("route", out _)).Select(t => $"{t.GetProperty("method")} {t.GetProperty("route")}"));
        Assert.Equal(handler.Crons.Select(c => c.Expression), triggers.Where(t => t.TryGetProperty("expression", out _)).Select(t => t.GetProperty("expression").GetString()!));
        var topics = handler.Kind == HandlerKind.Join ? Texts(triggers.Single(), "topics") : triggers.Where(t => t.TryGetProperty("topic", out _)).Select(t => t.GetProperty("topic").GetString()!);
        Assert.Equal(handler.Topics.Select(t => catalog.TopicOf(t)!.Name), topics);
        Assert.Equal(handler.Emits.Select(t => catalog.TopicOf(t)!.Name), Texts(piece, "emits"));
        Assert.Equal(handler.TimeLimit.TotalSeconds, piece.GetProperty("timeLimitSeconds").GetDouble());
        Assert.Equal(handler.Kind != HandlerKind.Api, piece.TryGetProperty("retry", out var retry));
        if (handler.Kind != HandlerKind.Api) Assert.Equal(handler.Retry.Attempts, retry.GetProperty("attempts").GetInt32());
        Assert.Equal(handler.Ordered, piece.TryGetProperty("ordered", out _));
        Assert.Equal(handler.HasOnFailure, piece.TryGetProperty("onFailure", out _));
        Assert.Equal(handler.Middleware.Select(m => m.FullName!), Texts(piece, "middleware"));
        Assert.Equal(handler.Parameters.Select(p => $"{p.Name} {p.Required}"), Items(piece, "parameters").Select(p => $"{p.GetProperty("name")} {p.GetProperty("required").GetBoolean()}"));
        Assert.Equal(handler.Responses.Select(r => r.Status), Items(piece, "responses").Select(r => r.GetProperty("status").GetInt32()));
    }

    private static IEnumerable<JsonElement> Items(JsonElement piece, string name) => piece.TryGetProperty(name, out var found) ? found.EnumerateArray() : [];

    private static IEnumerable<string> Texts(JsonElement piece, string name) => Items(piece, name).Select(i => i.GetString()!);
}
