using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes the file that makes the assembly's catalog known. It holds names only, so that edits of steps leave it alone.</summary>
internal static class CatalogEmitter
{
    public static string Emit(EquatableArray<string> steps, EquatableArray<string> topics)
    {
        var writer = new SourceWriter().Header();
        writer.Line($"[assembly: global::Stepwell.Catalog.ManifestVersion({StepManifestWriter.Version})]").Line();
        writer.Line("namespace Stepwell.Generated").Open();
        writer.Line("/// <summary>Makes the catalog of this assembly's steps known.</summary>");
        writer.Line(SourceWriter.GeneratedCode);
        writer.Open("internal static class Catalog");
        writer.Line("/// <summary>Runs when the assembly is loaded.</summary>");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line("internal static void Register() => global::Stepwell.Catalog.StepCatalog.Register(typeof(Catalog).Assembly, static () => new(Steps(), Topics()));").Line();
        List(writer, "Steps", "StepDefinition", steps);
        writer.Line();
        List(writer, "Topics", "TopicDefinition", topics);
        return writer.Close().Close().ToString();
    }

    private static void List(SourceWriter writer, string name, string type, EquatableArray<string> items)
    {
        writer.Line($"private static global::Stepwell.Catalog.{type}[] {name}() => new global::Stepwell.Catalog.{type}[]").Open();
        foreach (var item in items) writer.Line($"{item}.Define(),");
        writer.Close(";");
    }
}
