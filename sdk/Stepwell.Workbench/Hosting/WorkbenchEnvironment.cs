using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Stepwell.Workbench.Hosting;

/// <summary>The host's environment without the app's files: the Workbench serves none of them.</summary>
internal sealed class WorkbenchEnvironment(IHostEnvironment host) : IWebHostEnvironment
{
    public string EnvironmentName { get; set; } = host.EnvironmentName;

    public string ApplicationName { get; set; } = typeof(WorkbenchEnvironment).Assembly.GetName().Name!;

    public string ContentRootPath { get; set; } = host.ContentRootPath;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public string WebRootPath { get; set; } = "";

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
}
