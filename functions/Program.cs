using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Stepwell.Azure;

// AddStepwellApp is written by the build: it names the app of the steps that this project references.
await FunctionsApplication.CreateBuilder(args).AddStepwellApp().Build().RunAsync();
