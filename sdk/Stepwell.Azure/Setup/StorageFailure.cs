using Azure;
using Azure.Identity;
using Stepwell.Azure.Settings;

namespace Stepwell.Azure.Setup;

/// <summary>Tells why the tables could not be read, where waiting would not help.</summary>
internal static class StorageFailure
{
    /// <returns>Null where it may be over in a moment: the service is busy, or did not answer in time.</returns>
    internal static StepException? Explain(Exception failure, Uri address, ConnectionIdentity? identity) => failure switch
    {
        StepException told => told,
        // After several tries the client tells of each.
        AggregateException { InnerExceptions: [.., var last] } => Explain(last, address, identity),
        AuthenticationFailedException => AzureErrors.NoIdentity(Who(identity), FirstLine(failure)),
        RequestFailedException { Status: 401 or 403 } refused => AzureErrors.TablesForbidden(address, Who(identity), refused.ErrorCode),
        RequestFailedException { Status: 0, InnerException: { } inner } => Explain(inner, address, identity),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } =>
            AzureErrors.TablesOutOfReach(address, FirstLine(failure)),
        _ => null,
    };

    private static string Who(ConnectionIdentity? identity) => identity switch
    {
        null => "the account key of the connection string",
        { IsManaged: false } => "the signed-in user",
        { ClientId: { } id } => $"the managed identity with the client id {id}",
        _ => "the app's system-assigned identity",
    };

    private static string FirstLine(Exception failure)
    {
        var line = failure.Message.Split('\n', 2)[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
