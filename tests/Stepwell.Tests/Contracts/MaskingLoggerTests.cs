using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed partial class MaskingLoggerTests : IDisposable
{
    private readonly Recorder recorder = new();
    private readonly ILoggerFactory factory;
    private readonly ILogger logger;

    public MaskingLoggerTests()
    {
        factory = new MaskingLoggerFactory(LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Information).AddProvider(recorder)), Registry.Default);
        logger = factory.CreateLogger("test");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Paid {amount} with {card}")]
    private static partial void Paid(ILogger logger, Card card, decimal amount);

    [Fact]
    public void Log_SensitiveArgument_IsMaskedInMessageAndValues()
    {
        var failure = new InvalidOperationException("x");
        logger.LogInformation(failure, "Paid {Amount,8:N2} {{with}} {Card} by {Who} {Items}", 12.5m, new Card("4711", "Ada"), null, new[] { 1, 2 });

        var entry = Assert.Single(recorder.Entries);
        Assert.Equal("""Paid    12.50 {with} {"number":"***","holder":"Ada"} by (null) 1, 2""", entry.Text);
        Assert.Equal("""{"number":"***","holder":"Ada"}""", entry.Values["Card"]);
        Assert.Equal(12.5m, entry.Values["Amount"]);
        Assert.Same(failure, entry.Exception);
        Assert.DoesNotContain("4711", string.Join(' ', entry.Values.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_GeneratedMessage_IsMasked()
    {
        Paid(logger, new("4711", "Ada"), 3);
        Assert.Equal("""Paid 3 with {"number":"***","holder":"Ada"}""", Assert.Single(recorder.Entries).Text);
    }

    [Fact]
    public void Log_Collection_IsMasked()
    {
        logger.LogInformation("{Cards}", [new List<Card> { new("4711", "Ada") }]);
        Assert.Equal("""[{"number":"***","holder":"Ada"}]""", Assert.Single(recorder.Entries).Text);
    }

    [Fact]
    public void Log_StateThatIsSensitiveItself_IsMasked()
    {
        logger.Log(LogLevel.Information, default, new Card("4711", "Ada"), null, (s, _) => s.ToString());
        Assert.Equal("""{"number":"***","holder":"Ada"}""", Assert.Single(recorder.Entries).Text);
    }

    [Fact]
    public void BeginScope_SensitiveArgument_IsMasked()
    {
        using (logger.BeginScope("With {Card}", new Card("4711", "Ada"))) logger.LogInformation("x");
        using (logger.BeginScope(new Dictionary<string, object> { ["card"] = new Card("4711", "Ada") })) logger.LogInformation("y");
        Assert.All(recorder.Scopes, s => Assert.DoesNotContain("4711", s, StringComparison.Ordinal));
        Assert.Equal(2, recorder.Scopes.Count);
    }

    [Fact]
    public void Log_NothingSensitive_PassesTheStateItself()
    {
        logger.LogInformation("Plain {Number}", 5);
        Assert.Equal("Plain 5", recorder.Entries[0].Text);
        Assert.Equal("FormattedLogValues", recorder.Entries[0].StateType.Name);
        logger.LogDebug("Off {Card}", new Card("4711", "Ada"));
        Assert.Single(recorder.Entries);
    }

    [Fact]
    public void Log_NothingSensitive_AllocatesNoMore()
    {
        using var plain = LoggerFactory.Create(b => b.AddProvider(new Silent()));
        using var masking = new MaskingLoggerFactory(LoggerFactory.Create(b => b.AddProvider(new Silent())), Registry.Default);
        var plainLogger = plain.CreateLogger("a");
        var maskingLogger = masking.CreateLogger("a");
        object[] arguments = ["text", Guid.NewGuid(), 5, new Plain(1, 1, Colour.Red, new(true, "x"))];

        Assert.Equal(Allocated(plainLogger, arguments), Allocated(maskingLogger, arguments));
    }

    private static long Allocated(ILogger logger, object[] arguments)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 300; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            logger.LogInformation("{A} {B} {C} {D}", arguments);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    [Fact]
    public void AddMaskedLogging_HostBuilder_MasksEveryLogger()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(Registry.Default);
        builder.Logging.AddProvider(recorder);
        builder.Services.AddMaskedLogging().AddMaskedLogging();
        using (var host = builder.Build())
            host.Services.GetRequiredService<ILogger<MaskingLoggerTests>>().LogWarning("{Card}", new Card("4711", "Ada"));
        Assert.Equal("""{"number":"***","holder":"Ada"}""", Assert.Single(recorder.Entries).Text);
    }

    public void Dispose()
    {
        factory.Dispose();
        recorder.Dispose();
    }
}
