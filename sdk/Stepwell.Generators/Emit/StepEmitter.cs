using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes a step's file: its piece of the manifest, its definition and an invocation per handler.</summary>
internal static class StepEmitter
{
    public static string Emit(StepModel step)
    {
        var writer = new SourceWriter().Header();
        writer.Line($"[assembly: global::Stepwell.Catalog.StepManifest({Literals.Of(step.Name)}, {Literals.Of(StepManifestWriter.Write(step))})]").Line();
        writer.Line("namespace Stepwell.Generated").Open();
        writer.Line($"/// <summary>The step {DocSafe(step.Name)} of {DocSafe(step.File)}.</summary>");
        writer.Line(SourceWriter.GeneratedCode);
        writer.Open($"internal static class {Identifiers.OfStep(step.Name)}");
        DefinitionEmitter.Emit(writer, step);
        for (var i = 0; i < step.Handlers.Count; i++)
        {
            writer.Line();
            if (step.Handlers[i].Kind == HandlerKind.Api) ApiInvocationEmitter.Emit(writer, step, i);
            else EventInvocationEmitter.Emit(writer, step, i);
        }
        return writer.Close().Close().ToString();
    }

    /// <summary>The name of a handler's invocation class.</summary>
    public static string InvocationName(StepModel step, int index) => $"{step.Handlers[index].Method}Invocation";

    internal static string DocSafe(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\n", " ").Replace("\r", " ");
}
