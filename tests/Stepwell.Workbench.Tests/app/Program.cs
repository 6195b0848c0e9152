using Stepwell.Local;

return await LocalHost.RunAsync<WorkbenchApp.App>(args);
