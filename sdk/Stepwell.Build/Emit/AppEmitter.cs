namespace Stepwell.Build.Emit;

/// <summary>Writes the one place that names the app, so that the program need not.</summary>
internal static class AppEmitter
{
    private const string Builder = "global::Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder";

    public static GeneratedFile Emit(StepsApp app)
    {
        var writer = new SourceWriter().Header(app);
        writer.Open("namespace Stepwell.Azure");
        writer.Summary($"The app that this project runs: {app.Type} of {app.Assembly}.").Line(SourceWriter.GeneratedCode);
        writer.Open("internal static class StepwellApp");
        writer.Summary("Adds the app, its steps and what runs them to the worker.");
        writer.Line($"public static {Builder} AddStepwellApp(this {Builder} builder) => builder.AddStepwell<{TypeNames.Global(app.Type)}>();");
        return new GeneratedFile("StepwellApp.g.cs", writer.Close().Close().ToString());
    }
}
