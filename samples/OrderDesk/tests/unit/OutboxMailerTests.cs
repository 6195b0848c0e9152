using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace OrderDesk.Tests;

public sealed class OutboxMailerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderdesk").FullName;

    [Fact]
    public async Task OutboxMailer_SameKeyTwice_WritesOneMail()
    {
        var mailer = Mailer(new() { Outbox = folder });
        for (var i = 0; i < 2; i++) await mailer.SendAsync("key", new("ada@example.com", "Hello", "One\nTwo"), default);
        await mailer.SendAsync("other", new("ada@example.com", "Hello", "Three"), default);
        Assert.Equal(2, Directory.GetFiles(folder, "*.eml").Length);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        Assert.Contains(Directory.GetFiles(folder), f => File.ReadAllText(f).EndsWith("\r\n\r\nOne\r\nTwo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OutboxMailer_WithoutAFolder_UsesTheDataDirectory()
    {
        await Mailer(new()).SendAsync("key", new("ada@example.com", "Hello", "One"), default);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "outbox"), "*.eml"));
    }

    [Fact]
    public async Task OutboxMailer_LineBreakInAHeader_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Mailer(new() { Outbox = folder }).SendAsync("key", new("ada@example.com\r\nBcc: all@example.com", "Hello", ""), default));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private OutboxMailer Mailer(OrderDeskOptions options) => new(Options.Create(options),
        new ConfigurationBuilder().AddInMemoryCollection([new("Stepwell:DataDirectory", folder)]).Build(), new HostingEnvironment { ContentRootPath = folder },
        new VirtualTime(DateTimeOffset.UnixEpoch));
}
