namespace Stepwell.Build.Functions;

/// <summary>All that an app becomes on Azure.</summary>
/// <param name="App">The app.</param>
/// <param name="Functions">By name.</param>
/// <param name="Topics">By name.</param>
/// <param name="Subscriptions">Those in use, by topic and name.</param>
internal sealed record FunctionPlan(StepsApp App, IReadOnlyList<FunctionModel> Functions, IReadOnlyList<string> Topics, IReadOnlyList<Subscription> Subscriptions);
