using Microsoft.AspNetCore.Components;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Overview;

/// <summary>What the overview shows, as the address has it.</summary>
/// <param name="Minutes">How far back.</param>
/// <param name="Step">The handler whose course is drawn; null for all together.</param>
public sealed record OverviewFilter(int Minutes = IntrospectionLimits.DefaultMinutes, string? Step = null) : IAddressFilter
{
    /// <inheritdoc />
    public IEnumerable<(string Name, string? Value)> Parts =>
        [("minutes", Minutes == IntrospectionLimits.DefaultMinutes ? null : FormattableString.Invariant($"{Minutes}")), ("step", Step)];

    internal static OverviewFilter Of(NavigationManager navigation) => new(
        Math.Clamp(navigation.FilterNumber("minutes", IntrospectionLimits.DefaultMinutes), 1, IntrospectionLimits.MaxMinutes), navigation.Filter("step"));
}
