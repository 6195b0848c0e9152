using Stepwell.Local.Traces;

namespace Stepwell.Local.Hosting;

/// <summary>The settings of the local host; section <c>Stepwell</c> of the configuration, beside those of every host.</summary>
public sealed class LocalSettings
{
    /// <summary>Where the host listens where nothing else is configured.</summary>
    public const string DefaultUrl = "http://127.0.0.1:3000";

    /// <summary>The folder of state, queues and history; relative to the content root.</summary>
    /// <value>Default: <c>.stepwell</c>.</value>
    public string DataDirectory { get; set; } = ".stepwell";

    /// <summary>Events that may wait in all queues together; beyond, requests that emit are answered 503.</summary>
    /// <value>Default: 1,000,000.</value>
    public int MaxQueued { get; set; } = 1_000_000;

    /// <summary>How long what is in flight may take to finish when the host stops.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True to listen on other addresses than this machine's own. The Workbench and its API stay local.</summary>
    /// <value>Default: false.</value>
    public bool AllowRemote { get; set; }

    /// <summary>Origins whose pages may call the API from a browser, e.g. <c>http://localhost:5173</c>.</summary>
    /// <value>Default: none.</value>
    public IList<string> CorsOrigins { get; } = [];

    /// <summary>Host names beside <c>localhost</c> and loopback addresses that requests may be for, such as a tunnel's. What came through a proxy never reaches the Workbench and its API.</summary>
    /// <value>Default: none.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How much history is kept.</summary>
    public TraceSettings Traces { get; } = new();
}
