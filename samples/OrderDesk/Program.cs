using OrderDesk;
using Stepwell.Local;

return await LocalHost.RunAsync<OrderDeskApp>(args);
