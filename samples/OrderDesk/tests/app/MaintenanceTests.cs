using System.Net;
using System.Net.Http.Json;

namespace OrderDesk.Tests;

public sealed class MaintenanceTests
{
    [Fact]
    public async Task Maintenance_On_RefusesChangesButAnswersQuestions()
    {
        await using var desk = await Desk.OpenAsync(null, ("Maintenance", "true"));
        var answer = await desk.Http.PostAsJsonAsync("/orders", Desk.Body(("TEA-01", 1)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(2), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(120, await desk.StockAsync("TEA-01"));
    }
}
