using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Introspection;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Traces;
using Stepwell.Storage;

namespace Stepwell.Local.Introspection;

/// <summary>Dead letters by hand, where a replay is also a part of a trace that is shown.</summary>
internal sealed class LocalDeadLetters(SqliteStore store, StepCatalog catalog, ContractRegistry contracts, TraceHistory history, ILogger<DeadLetterIntrospection> log)
    : DeadLetterIntrospection(store, catalog, contracts, log)
{
    protected override Task<bool> SendAgainAsync(DeadLetter letter, CancellationToken cancellation) =>
        history.ExpectingAsync(letter.Envelope.TraceId, 1, () => base.SendAgainAsync(letter, cancellation));
}
