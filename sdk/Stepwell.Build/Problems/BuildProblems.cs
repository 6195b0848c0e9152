namespace Stepwell.Build.Problems;

/// <summary>Every problem that the build step reports, at one place. A test keeps DIAGNOSTICS.md beside it.</summary>
internal static class BuildProblems
{
    // Which steps, which app.
    public static readonly Problem NoSteps = new("SW3001", "No steps are referenced",
        "No assembly that this project references holds steps. Add a reference to the project of the steps, e.g. <ProjectReference Include=\"../samples/OrderDesk/steps/OrderDesk.Steps.csproj\" />; if it is there, that project has no step yet or does not reference Stepwell with its generator.");
    public static readonly Problem SeveralSteps = new("SW3002", "Several referenced assemblies hold steps",
        "The assemblies {0} all hold steps, and one Functions app runs those of one. Say which by the name of its app: <StepwellApp>{1}</StepwellApp>.");
    public static readonly Problem NoApp = new("SW3003", "The steps have no app",
        "{0} holds steps but no public class that implements Stepwell.IStepApp. Add one, e.g. 'public sealed class {1} : IStepApp', and register in it what the steps need.");
    public static readonly Problem SeveralApps = new("SW3004", "The steps have several apps",
        "{0} holds several classes that implement Stepwell.IStepApp: {1}. Say which one this project runs: <StepwellApp>{2}</StepwellApp>.");
    public static readonly Problem UnknownApp = new("SW3005", "The app that is named does not exist",
        "StepwellApp is '{0}', but no referenced assembly that holds steps has a public class of this name that implements Stepwell.IStepApp. There is: {1}.");
    public static readonly Problem UnknownManifest = new("SW3006", "The manifest cannot be read",
        "The manifest in {0} {1}; this build step reads version {2}. Use the same version of Stepwell and Stepwell.Build, and build the steps again.");
    public static readonly Problem UnreadableAssembly = new("SW3007", "A referenced assembly cannot be read",
        "{0} cannot be read: {1} Build it again, or remove the reference.");

    // What Azure would refuse.
    public static readonly Problem FunctionsCollide = new("SW3008", "Two functions have one name",
        "{0} and {1} would both become the function '{2}' (case does not count). Rename one of the steps.");
    public static readonly Problem FunctionName = new("SW3009", "A function's name is not allowed",
        "{0} would become the function '{1}', and Azure takes names of 1 to 128 letters (A to Z), digits, '_' and '-' that begin with a letter, and not 'host'. Rename the class or the method.");
    public static readonly Problem SubscriptionTooLong = new("SW3010", "A subscription's name is too long",
        "The subscription '{0}' of {1} has {2} characters, and Service Bus takes 50. Shorten the name of the class{3}.");
    public static readonly Problem SubscriptionName = new("SW3011", "A subscription's name is not allowed",
        "The subscription '{0}' of {1} is not allowed: Service Bus takes letters (A to Z), digits, '.', '-' and '_', beginning and ending with a letter or digit. Rename the class or the method.");
    public static readonly Problem SubscriptionsCollide = new("SW3012", "Two subscriptions have one name",
        "{0} and {1} would both read the subscription '{2}' of the topic '{3}' (case does not count; that of an ordered handler ends in '.s'). Rename one of them.");
    public static readonly Problem RouteConstraint = new("SW3013", "A route has a constraint that Azure does not know",
        "The route '{0}' of {1} has the constraint '{2}', and the Functions host knows only those of ASP.NET Core itself: {3}. Use one of these, or check the value in the handler.");
    public static readonly Problem Setting = new("SW3014", "A property of the build step is wrong",
        "{0} is '{1}'. {2}");

    // The topology.
    public static readonly Problem UnreadableTopology = new("SW3015", "The topology cannot be read",
        "{0} cannot be read: {1}. It holds the subscriptions that are deployed and must not be guessed: take back the last good version, e.g. from git.");
    public static readonly Problem OtherApp = new("SW3016", "The topology is another app's",
        "{0} is the topology of '{1}', and this is '{2}'. If '{1}' was renamed, change \"app\" in the file to \"{2}\"; if '{2}' starts afresh, delete the file or run the target StepwellPruneTopology.");
    public static readonly Problem StaleTopology = new("SW3017", "The topology is not up to date",
        "{0} does not fit the steps: {1}. Run 'dotnet build -t:StepwellTopology' here and commit the file, or what is deployed will lack what the functions listen to.", IsWarning: true);
    public static readonly Problem EmulatorLimit = new("SW3018", "The emulator takes fewer entities",
        "The app has {0}, and the Service Bus emulator takes {1}. Azure itself is not limited so; on this machine use the local host, or the emulator for a part of the app.", IsWarning: true);
    public static readonly Problem TooMuchToDeploy = new("SW3019", "More than one deployment takes",
        "The app has {0} topics and {1} subscriptions, {2} of them retired. With a rule for each subscription that makes {3} resources of one template, infra/modules/messaging.bicep, and Azure Resource Manager takes {4}. Make two apps of it, or forget what is retired and empty with the target StepwellPruneTopology.");

    public static IReadOnlyList<Problem> All { get; } =
        [.. typeof(BuildProblems).GetFields().Select(f => f.GetValue(null)).OfType<Problem>().OrderBy(p => p.Id, StringComparer.Ordinal)];
}
