namespace Stepwell.Workbench.Components;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tone">Its colour: <c>tone-a</c> to <c>tone-c</c>, or <c>tone-bad</c>.</param>
/// <param name="Values">Its values, oldest first; null where there is none.</param>
/// <param name="Filled">True to fill the area below.</param>
public sealed record ChartSeries(string Name, string Tone, IReadOnlyList<double?> Values, bool Filled = false);
