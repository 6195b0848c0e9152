using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes a topic's file: its piece of the manifest and its definition.</summary>
internal static class TopicEmitter
{
    public static string Emit(TopicModel topic)
    {
        var json = new JsonText().Object(j =>
        {
            j.Member("name", topic.Name).Member("type", topic.DisplayType).Member("description", topic.Description).Member("orderingKey", topic.Key).Member("file", topic.File);
            if (topic.Location is { } at) j.Member("line", at.Line);
        }).ToString();
        var writer = new SourceWriter().Header();
        writer.Line($"[assembly: global::Stepwell.Catalog.TopicManifest({Literals.Of(topic.Name)}, {Literals.Of(json)})]").Line();
        writer.Line("namespace Stepwell.Generated").Open();
        writer.Line($"/// <summary>The topic {StepEmitter.DocSafe(topic.Name)} of {StepEmitter.DocSafe(topic.File ?? topic.DisplayType)}.</summary>");
        writer.Line(SourceWriter.GeneratedCode);
        writer.Open($"internal static class {topic.Identifier}");
        writer.Line("/// <summary>The topic as the catalog has it.</summary>");
        writer.Line($"public static global::Stepwell.Catalog.TopicDefinition Define() => new({Literals.Of(topic.Name)}, typeof({topic.Type}){Key(topic)});");
        return writer.Close().Close().ToString();
    }

    private static string Key(TopicModel topic)
    {
        if (topic.KeyAccessor is not { } accessor) return "";
        var value = $"(({topic.Type})message){accessor}";
        return $", static message => {(topic.KeyIsText ? value : $"global::System.Convert.ToString({value}, global::System.Globalization.CultureInfo.InvariantCulture)")}";
    }
}
