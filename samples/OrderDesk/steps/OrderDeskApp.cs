using Microsoft.Extensions.Hosting;
using Stepwell;

namespace OrderDesk;

public sealed class OrderDeskApp : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder) { }
}
