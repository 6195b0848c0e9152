using System.Text.Json.Nodes;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Tests;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1}""", """{"a":2}""", "a: 1 > 2")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"c":3}""", "a: 1 > -", "c: - > 3")]
    [InlineData("""{"l":[{"s":"x"},2]}""", """{"l":[{"s":"y"}]}""", "l[0].s: \"x\" > \"y\"", "l[1]: 2 > -")]
    [InlineData("""{"a":null}""", """{}""", "a: null > -")]
    [InlineData("1", """{"a":1}""", ": 1 > {\"a\":1}")]
    public void Between_TwoValues_NamesEachPlaceThatDiffers(string before, string after, params string[] expected) =>
        Assert.Equal(expected, JsonDifference.Between(JsonNode.Parse(before), JsonNode.Parse(after)).Select(d =>
            $"{d.Path}: {(d.HadBefore ? d.Before?.ToJsonString() ?? "null" : "-")} > {(d.HasAfter ? d.After?.ToJsonString() ?? "null" : "-")}"));
}
