using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>What every attempt of an app shares.</summary>
public sealed class StepRuntime
{
    /// <summary>Gathers it from the host's services.</summary>
    public StepRuntime(
        StepCatalog catalog,
        ContractRegistry contracts,
        IStepStore store,
        TimeProvider time,
        IServiceScopeFactory scopes,
        ILoggerFactory loggers,
        IOptions<StepwellOptions> options,
        IEnumerable<IRunObserver> observers,
        IEnumerable<GlobalMiddleware> middleware,
        IDataProtectionProvider? protection = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Catalog = catalog;
        Contracts = contracts;
        Store = store;
        Time = time;
        TimeLimits = new TimeLimits(time);
        Scopes = scopes;
        Loggers = loggers;
        Options = options.Value;
        Observers = [.. observers];
        Middleware = [.. middleware.Select(m => m.Type)];
        Utils = new StepUtils(time, protection);
        Log = new SteadyLogger(loggers.CreateLogger("Stepwell.Runner"));
    }

    /// <summary>The steps and topics.</summary>
    public StepCatalog Catalog { get; }

    /// <summary>How JSON is read, checked and written.</summary>
    public ContractRegistry Contracts { get; }

    /// <summary>Where effects are kept.</summary>
    public IStepStore Store { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The settings.</summary>
    public StepwellOptions Options { get; }

    internal IServiceScopeFactory Scopes { get; }

    internal ILoggerFactory Loggers { get; }

    internal IRunObserver[] Observers { get; }

    internal Type[] Middleware { get; }

    internal TimeLimits TimeLimits { get; }

    internal StepUtils Utils { get; }

    internal ILogger Log { get; }

    /// <summary>What is logged until it is disposed belongs to a run.</summary>
    internal IDisposable? LogAs(RunRecord run) => Log.BeginScope(new AttemptScope(run));

    /// <summary>True where there is such a trace.</summary>
    /// <exception cref="StoreUnreachableException">The store did not tell.</exception>
    internal async ValueTask<bool> TraceExistsAsync(string traceId, CancellationToken cancellation)
    {
        try
        {
            return await Store.GroupExistsAsync(traceId, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnreachableException(e);
        }
    }

    internal void Started(RunRecord run)
    {
        foreach (var observer in Observers) observer.Started(run);
    }

    internal void Ended(RunRecord run)
    {
        StepwellDiagnostics.Record(run);
        foreach (var observer in Observers) observer.Ended(run);
    }
}

/// <summary>A middleware of all handlers, in order of registration.</summary>
/// <param name="Type">The middleware.</param>
public sealed record GlobalMiddleware(Type Type);
