using System.Globalization;
using Stepwell.Build.Functions;

namespace Stepwell.Build.Emit;

/// <summary>Writes a function: a class whose one method calls the runtime once.</summary>
internal static class FunctionEmitter
{
    /// <summary>The namespace of all functions.</summary>
    public const string Namespace = "Stepwell.Functions";

    // An alias is looked up as such and nothing else, so it is as safe as global:: and leaves lines that can be read.
    private const string Worker = "Worker::";
    private const string Cancellation = "global::System.Threading.CancellationToken cancellation";

    public static GeneratedFile Emit(StepsApp app, FunctionModel function)
    {
        var writer = new SourceWriter().Header(app);
        writer.Open("namespace " + Namespace).Line("using Worker = global::Microsoft.Azure.Functions.Worker;").Line();
        writer.Summary(AboutClass(function)).Line(SourceWriter.GeneratedCode);
        writer.Open($"public sealed class {function.ClassName}(global::Stepwell.Azure.StepFunctions functions)");
        writer.Summary(AboutMethod(function)).Line($"[{Worker}Function({Literals.Of(function.Name)})]");
        writer.Line("public global::System.Threading.Tasks.Task RunAsync(");
        writer.Indented(w =>
        {
            var parameters = Parameters(function);
            for (var i = 0; i < parameters.Count; i++) w.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ") =>"));
            w.Line($"functions.{Call(function)};");
        });
        writer.Close().Close();
        return new GeneratedFile(function.ClassName + ".g.cs", writer.ToString());
    }

    private static string AboutClass(FunctionModel function) => function switch
    {
        { Step: { } step, Handler: { } handler } => $"The step {step.Name} ({handler.At.File}, line {handler.At.Line.ToString(CultureInfo.InvariantCulture)}){(step.Description is null ? "." : ": " + step.Description)}",
        { Trigger: BusTriggerModel { Subscription: var old } } => $"What is left of {old.Handler}, which this app does not have (any more) or which does not take {old.Topic} (any more).",
        { Kind: FunctionKind.Sweep } => "Sends the events that a commit left behind when its process ended.",
        { Kind: FunctionKind.Admin } => "The operators' API; it asks for the app's admin key.",
        _ => "Answers what no route takes, as the local host does.",
    };

    private static string AboutMethod(FunctionModel function) => (function.Kind, function.Trigger) switch
    {
        (FunctionKind.Http, HttpTriggerModel http) => $"Runs {function.Handler!.Name} for {http.Display}.",
        (FunctionKind.Event, BusTriggerModel { Subscription: { Retired: true } old }) => $"Runs {function.Handler!.Name} for what is left in {old.Topic}/{old.Name}, which gets no more.",
        (FunctionKind.Event, BusTriggerModel { Subscription: { Sessions: true } bus }) => $"Runs {function.Handler!.Name} for the events of {bus.Topic}, those of one key in order.",
        (FunctionKind.Event, BusTriggerModel bus) => $"Runs {function.Handler!.Name} for each event of {bus.Subscription.Topic}.",
        (FunctionKind.Retired, BusTriggerModel { Subscription: var old }) => $"Makes dead letters of what is left in {old.Topic}/{old.Name}: they can be replayed when the step is back.",
        (FunctionKind.Tick, _) => $"Runs {function.Handler!.Name} for each of its ticks.",
        (FunctionKind.Timer, TimerTriggerModel timer) => $"Sends a tick to {function.Handler!.Name} when its schedule {timer.Display} is due.",
        (FunctionKind.Sweep, TimerTriggerModel timer) => $"Runs at {timer.Display}.",
        (_, HttpTriggerModel http) => $"Answers {http.Display}.",
        _ => throw new InvalidOperationException($"The function {function.Name} has the trigger {function.Trigger}."),
    };

    private static IReadOnlyList<string> Parameters(FunctionModel function) => function.Trigger switch
    {
        HttpTriggerModel http => [Http(http) + " global::Microsoft.AspNetCore.Http.HttpRequest request"],
        BusTriggerModel { Subscription: { Sessions: true } subscription } =>
            [Bus(subscription) + " global::Azure.Messaging.ServiceBus.ServiceBusReceivedMessage message", Worker + "ServiceBusMessageActions actions", Worker + "ServiceBusSessionMessageActions session", Cancellation],
        BusTriggerModel bus =>
            [Bus(bus.Subscription) + " global::Azure.Messaging.ServiceBus.ServiceBusReceivedMessage message", Worker + "ServiceBusMessageActions actions", Cancellation],
        TimerTriggerModel timer => [$"[{Worker}TimerTrigger({Literals.Of(timer.Schedule)}{(timer.Monitored ? "" : ", UseMonitor = false")})] {Worker}TimerInfo timer", Cancellation],
        _ => throw new InvalidOperationException($"The function {function.Name} has the trigger {function.Trigger}."),
    };

    private static string Http(HttpTriggerModel http)
    {
        var methods = string.Concat(http.Methods.Select(m => ", " + Literals.Of(m)));
        return $"[{Worker}HttpTrigger({Worker}AuthorizationLevel.{http.Level}{methods}, Route = {Literals.Of(http.Route)})]";
    }

    private static string Bus(Subscription subscription)
    {
        var sessions = subscription.Sessions ? ", IsSessionsEnabled = true" : "";
        return $"[{Worker}ServiceBusTrigger({Literals.Of(subscription.Topic)}, {Literals.Of(subscription.Name)}, Connection = \"ServiceBusConnection\"{sessions}, AutoCompleteMessages = false)]";
    }

    private static string Call(FunctionModel function)
    {
        var name = function.Handler?.Name ?? (function.Trigger as BusTriggerModel)?.Subscription.Handler;
        var handler = name is null ? "" : Literals.Of(name);
        return (function.Kind, function.Trigger) switch
        {
            (FunctionKind.Http, _) => $"HttpAsync(request, {handler})",
            (FunctionKind.Event or FunctionKind.Tick or FunctionKind.Retired, BusTriggerModel { Subscription.Sessions: true }) => $"OrderedEventAsync({handler}, message, actions, session, cancellation)",
            (FunctionKind.Event or FunctionKind.Tick or FunctionKind.Retired, _) => $"EventAsync({handler}, message, actions, cancellation)",
            (FunctionKind.Timer, TimerTriggerModel timer) => $"TickAsync({handler}, {timer.Index.ToString(CultureInfo.InvariantCulture)}, cancellation)",
            (FunctionKind.Sweep, _) => "SweepAsync(cancellation)",
            (FunctionKind.Admin, _) => "AdminAsync(request)",
            _ => "UnmatchedAsync(request)",
        };
    }
}
