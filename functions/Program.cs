using Microsoft.Azure.Functions.Worker.Builder;
using Stepwell.Azure;

// AddStepwellApp is written by the build: it names the app of the steps that this project references.
return await FunctionsApplication.CreateBuilder(args).AddStepwellApp().Build().RunStepwellAsync();
