namespace Stepwell.Generators.Diagnostics;

/// <summary>Every diagnostic of steps, at one place. Messages say what, where and how to mend it.</summary>
internal static class Problems
{
    public const string Category = "Stepwell";
    public const string HelpLink = "https://github.com/stepwell/stepwell/blob/main/sdk/Stepwell.Generators/DIAGNOSTICS.md#";

    // What is told once about the app as a whole.
    public static readonly DiagnosticDescriptor DuplicateStep = Error("SW0001", "Two steps have one name",
        "The step '{0}' has the name of another step, '{1}' (case does not count). Rename one of the classes: names of steps are unique in an app.");
    public static readonly DiagnosticDescriptor DuplicateTopic = Error("SW0002", "Two topics have one name",
        "The topic '{0}' of {1} is also the topic of {2} (case does not count). Give one of the records another name in [Topic].");
    public static readonly DiagnosticDescriptor ClashingRoutes = Error("SW0003", "Two handlers have one route",
        "The route '{0} {1}' of {2} matches the same requests as '{3}' of {4}. Change the path or the method of one of them.");
    public static readonly DiagnosticDescriptor ReservedRoute = Error("SW0004", "A route is taken by the host",
        "The route '{0}' of {1} starts with '{2}', which the host keeps for itself. Let it start otherwise, e.g. '/app/{2}'.");
    public static readonly DiagnosticDescriptor MalformedRoute = Error("SW0005", "A route is malformed",
        "The route '{0}' of {1} cannot be used: {2}. Write it as in ASP.NET Core, e.g. '/orders/{{orderId}}'.");
    public static readonly DiagnosticDescriptor WrongCron = Error("SW0006", "A schedule is wrong",
        "The schedule '{0}' of {1} cannot be used: {2}. Write 'second minute hour day month weekday', e.g. '0 0 6 * * *' for six o'clock each day.");
    public static readonly DiagnosticDescriptor UndeclaredEmit = Error("SW0007", "An emit is not declared",
        "{0} emits {1}, which is not declared. Add [Emits<{1}>] to the class, or to the method{2}.");
    public static readonly DiagnosticDescriptor NobodyEmits = Warning("SW0008", "Nobody emits a topic",
        "{0} waits for the topic '{1}', which no step of this app emits. Add [Emits<{2}>] to the step that emits it; if only people or other systems send it, suppress this warning here.");
    public static readonly DiagnosticDescriptor NobodySubscribes = Warning("SW0009", "Nobody subscribes to a topic",
        "{0} emits the topic '{1}', to which no step of this app subscribes. Add [On<{2}>] to a step, or [WaitsFor<{2}>] to a noop that stands for who reads it.");
    public static readonly DiagnosticDescriptor NoTopic = Error("SW0010", "A type is no topic",
        "{0} names {1} as a topic, but {1} has no [Topic]. Add [Topic(\"…\")] to the record.");

    // Steps and handlers.
    public static readonly DiagnosticDescriptor MissingHandler = Error("SW0011", "A step has no handler",
        "The step '{0}' has a trigger but no method named Handle or HandleAsync. Add one, e.g. '{1}'.");
    public static readonly DiagnosticDescriptor DoubledHandler = Error("SW0012", "A step has more than one handler for a trigger",
        "The step '{0}' has several methods that '{1}' could mean. Keep one, or move the triggers to methods with different names.");
    public static readonly DiagnosticDescriptor MixedTriggers = Error("SW0013", "A handler has triggers of several kinds",
        "The handler '{0}' has triggers of the kinds {1}. Give each kind a method of its own.");
    public static readonly DiagnosticDescriptor HandlerNotCallable = Error("SW0014", "A handler cannot be called",
        "The handler '{0}' is {1}. Make it a public, non-generic instance method; an asynchronous one returns Task or ValueTask.");
    public static readonly DiagnosticDescriptor StepNotUsable = Error("SW0015", "A step cannot be made",
        "The step '{0}' is {1}. A step is a public or internal class that is neither abstract, static nor generic, and that has no required members.");
    public static readonly DiagnosticDescriptor Unbindable = Error("SW0016", "A parameter cannot be bound",
        "The parameter '{0}' of '{1}' cannot be bound: {2}.");
    public static readonly DiagnosticDescriptor TwoBodies = Error("SW0017", "A handler takes more than one body",
        "The parameters '{0}' and '{1}' of '{2}' both take the request's body. Put them into one record, or take one from route, query or header.");
    public static readonly DiagnosticDescriptor GroupRouteValue = Error("SW0018", "A home group names a missing route value",
        "The template '{0}' of '{1}' names '{2}', which is not in the route '{3}'. Add '{{{2}}}' to the route or correct the name.");
    public static readonly DiagnosticDescriptor GroupProperty = Error("SW0019", "A home group names a missing property",
        "The template '{0}' of '{1}' names '{2}', which is no readable public property of {3}. Add it or correct the name.");
    public static readonly DiagnosticDescriptor InTraceNotApi = Error("SW0020", "[InTrace] is for api handlers",
        "The handler '{0}' is no api handler: it already runs in its event's trace. Remove [InTrace], or use [InGroup] for another home group.");
    public static readonly DiagnosticDescriptor OnFailureOnApi = Error("SW0021", "OnFailure is not for api handlers",
        "The step '{0}' has the method '{1}', but its handler is an api handler: it is not retried and fails to its caller. Catch the exception in the handler, or use a middleware.");
    public static readonly DiagnosticDescriptor OnFailureSignature = Error("SW0022", "OnFailure has the wrong form",
        "The method '{0}' of the step '{1}' cannot be called: {2}. It takes the handler's events, a StepFailure, a StepContext and a CancellationToken, each optional, and returns nothing or topics' records.");

    // Policies.
    public static readonly DiagnosticDescriptor RetryRange = Error("SW0023", "A retry policy is out of range",
        "The retry policy of '{0}' has {1}. {2}");
    public static readonly DiagnosticDescriptor TimeLimitRange = Error("SW0024", "A time limit is out of range",
        "The time limit of '{0}' is {1} seconds. It is from 1 to {2} seconds{3}.");
    public static readonly DiagnosticDescriptor ConcurrencyRange = Error("SW0025", "A concurrency is out of range",
        "The concurrency of '{0}' is {1}. It is 1 or more; leave the attribute out for no limit.");
    public static readonly DiagnosticDescriptor SenselessPolicy = Error("SW0026", "A policy does not apply",
        "'{0}' has [{1}], which means nothing for {2}. Remove it.");
    public static readonly DiagnosticDescriptor TopicName = Error("SW0027", "The name of a topic is not allowed",
        "The topic name '{0}' of {1} is not allowed. Use letters, digits, '.', '-' and '_', 1 to 200 characters, beginning and ending with a letter or digit, and not the names beginning with 'stepwell.'.");
    public static readonly DiagnosticDescriptor NameTooLong = Error("SW0028", "A name is too long for Azure",
        "The name '{0}' has {1} characters. Azure allows 48 for a subscription: shorten the name of the class{2}.");
    public static readonly DiagnosticDescriptor NoStep = Error("SW0029", "An edge leads to no step",
        "'{0}' leads to or waits for {1}, which is no step of this app. Name a class with a trigger or [Noop].");
    public static readonly DiagnosticDescriptor ReturnedNoTopic = Error("SW0030", "A returned type is no topic",
        "The handler '{0}' returns {1}, which is no topic's record. Return nothing, or a record with [Topic], a tuple or a sequence of such.");
    public static readonly DiagnosticDescriptor AuthorizeNotApi = Warning("SW0031", "[Authorize] is for api handlers",
        "The handler '{0}' is no api handler: nobody calls it, and [{1}] has no effect. Remove it.");
    public static readonly DiagnosticDescriptor SeveralConstructors = Error("SW0032", "A step has more than one constructor",
        "The step '{0}' has {1} public constructors. Keep one: it names the services the step needs.");
    public static readonly DiagnosticDescriptor FromServices = Error("SW0033", "Services come by the constructor",
        "The parameter '{0}' of '{1}' asks for a service. Take it as a parameter of the constructor of the class.");
    public static readonly DiagnosticDescriptor NoopWithHandler = Error("SW0034", "A noop has code",
        "The step '{0}' is a [Noop] but has {1}. Remove it, or remove [Noop].");
    public static readonly DiagnosticDescriptor RespondsStatus = Error("SW0035", "A documented status is not valid",
        "'{0}' documents the status {1}. Statuses are from 200 to 599.");
    public static readonly DiagnosticDescriptor MalformedGroup = Error("SW0036", "The template of a home group is malformed",
        "The template '{0}' of '{1}' cannot be used: {2}. Write text with names in braces, e.g. 'stock/{{Sku}}'.");
    public static readonly DiagnosticDescriptor OrderingKey = Error("SW0037", "An ordering key names a missing property",
        "The topic '{0}' orders by '{1}', which is no readable public property of {2}. Add it or correct the name.");
    public static readonly DiagnosticDescriptor UnreadableApi = Error("SW0038", "The method or route of an api attribute is not constant",
        "The attribute {0} of '{1}' has no method and route that the build can read. Let its class pass constants or its own parameters to ApiAttribute, in the same project.");
    public static readonly DiagnosticDescriptor JoinTwice = Error("SW0039", "A join waits for one topic twice",
        "The join '{0}' names the topic {1} twice. Name each topic once.");
    public static readonly DiagnosticDescriptor TopicNotUsable = Error("SW0040", "The record of a topic cannot be used",
        "The topic's type {0} is {1}. It is a public or internal class or record that is not generic.");
    public static readonly DiagnosticDescriptor AnswerNotKept = Info("SW0041", "An answer cannot be kept for an Idempotency-Key",
        "'{0}' answers with {1}, which cannot be kept: requests with an Idempotency-Key get 400. Return a value or an ApiResult<T> where callers are to be able to repeat a request safely.");
    public static readonly DiagnosticDescriptor UnusedRouteValue = Warning("SW0042", "A parameter misses its route value",
        "'{0}' takes '{1}' from the query, while nothing takes '{2}' of the route '{3}'. Give both one name if they are meant to be one; write [FromQuery] on the parameter if not.");
    public static readonly DiagnosticDescriptor NoTrigger = Warning("SW0043", "A class in a step's file has no trigger",
        "Nothing starts '{0}', for it has no trigger. Add one, e.g. [Get(\"/…\")], [On<T>] or [Cron(\"…\")]; if it is no step, move it to a file that does not end in .step.cs.");
    public static readonly DiagnosticDescriptor UnknownTimeZone = Error("SW0044", "A time zone is not known",
        "The time zone '{0}' of {1} is not known. Write an IANA name such as 'Europe/Berlin' or a Windows name such as 'W. Europe Standard Time', or leave TimeZone out for UTC.");
    public static readonly DiagnosticDescriptor UnreachableType = Error("SW0045", "An attribute uses a private type",
        "The attribute [{0}] of '{1}' uses {2}, which is private to another type or file, so that generated code cannot name it. Make {2} public or internal, and each type around it.");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink + id.ToLowerInvariant());
}
