using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OrderDesk.Tests;

public sealed class PaymentTests
{
    private const string Secret = "s3cret";

    [Fact]
    public async Task Payment_WellSigned_CountsForItsOrder()
    {
        await using var desk = await Desk.OpenAsync(null, ("PaymentSecret", Secret));
        var id = await desk.OrderAsync(("TEA-01", 2));
        Assert.Equal(HttpStatusCode.Accepted, await PayAsync(desk, id, "pay-1"));
        await desk.App.QuietAsync();
        Assert.Equal(9.00m, (await desk.ViewAsync(id)).Paid);
    }

    [Fact]
    public async Task Payment_ToldAgain_CountsOnce()
    {
        await using var desk = await Desk.OpenAsync(null, ("PaymentSecret", Secret));
        var id = await desk.OrderAsync(("TEA-01", 2));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Accepted, await PayAsync(desk, id, "pay-1"));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Accepted, await PayAsync(desk, id, "pay-2", idempotencyKey: "again"));
        await desk.App.QuietAsync();
        Assert.Equal(18.00m, (await desk.ViewAsync(id)).Paid);
    }

    [Theory]
    [InlineData(Secret, "sha256=00")]
    [InlineData(Secret, "")]
    [InlineData(null, null)]
    public async Task Payment_BadlySigned_IsRefused(string? configured, string? signature)
    {
        await using var desk = configured is null ? await Desk.OpenAsync() : await Desk.OpenAsync(null, ("PaymentSecret", configured));
        var id = await desk.OrderAsync(("TEA-01", 2));
        Assert.Equal(HttpStatusCode.Unauthorized, await PayAsync(desk, id, "pay-1", signature));
        await desk.App.QuietAsync();
        Assert.Equal(0m, (await desk.ViewAsync(id)).Paid);
    }

    [Fact]
    public async Task Payment_UnknownOrder_IsNotFound()
    {
        await using var desk = await Desk.OpenAsync(null, ("PaymentSecret", Secret));
        Assert.Equal(HttpStatusCode.NotFound, await PayAsync(desk, "nothing", "pay-1"));
    }

    /// <param name="signature">Null for the right one.</param>
    private static async Task<HttpStatusCode> PayAsync(Desk desk, string orderId, string reference, string? signature = null, string? idempotencyKey = null)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"reference":"{{reference}}", "orderId":"{{orderId}}", "amount":9.00}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/payments/webhook") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Payment-Signature", signature ?? Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return (await desk.Http.SendAsync(request)).StatusCode;
    }
}
