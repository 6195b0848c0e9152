using Azure.Data.Tables.Models;
using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>Which failures of the service are outcomes; all others are exceptions.</summary>
internal static class TableFailure
{
    /// <returns>Null where it is not known what became of the call.</returns>
    internal static TableOutcomeKind? KindOf(int status, string? code) => status switch
    {
        409 when code == TableErrorCode.EntityAlreadyExists => TableOutcomeKind.Exists,
        // Not so a missing table, which is a fault of the set-up.
        404 when code == TableErrorCode.ResourceNotFound || code == TableErrorCode.EntityNotFound => TableOutcomeKind.NotFound,
        412 => TableOutcomeKind.PreconditionFailed,
        _ => null,
    };
}
