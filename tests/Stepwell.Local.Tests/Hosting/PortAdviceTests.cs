using Stepwell.Local.Hosting;

namespace Stepwell.Local.Tests.Hosting;

public sealed class PortAdviceTests
{
    [Theory]
    [InlineData("Failed to bind to address http://127.0.0.1:3000: address already in use.", "SW2001: http://127.0.0.1:3000 is taken", "--urls http://127.0.0.1:3001")]
    [InlineData("Failed to bind to address http://[::]:8080: address already in use.", "SW2001: http://[::]:8080 is taken", "--urls http://127.0.0.1:8081")]
    [InlineData("Failed to bind to address http://0.0.0.0:65535: address already in use.", "SW2001: http://0.0.0.0:65535 is taken", "--urls http://127.0.0.1:3001")]
    [InlineData("The address is in use.", "SW2001: The address is in use.", "")]
    public void For_ARefusalToListen_NamesTheAddressThatIsTaken(string refusal, string start, string end)
    {
        var advice = PortAdvice.For(refusal);
        Assert.StartsWith(start, advice, StringComparison.Ordinal);
        Assert.EndsWith(end, advice, StringComparison.Ordinal);
    }
}
