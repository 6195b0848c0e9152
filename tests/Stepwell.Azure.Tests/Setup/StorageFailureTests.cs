using Azure;
using Azure.Identity;
using Stepwell.Azure.Settings;
using Stepwell.Azure.Setup;

namespace Stepwell.Azure.Tests.Setup;

public sealed class StorageFailureTests
{
    private static readonly Uri Address = new("https://a.table.core.windows.net/");
    private static readonly ConnectionIdentity Managed = new(IsManaged: true, "id-1");

    [Fact]
    public void Failure_OfPermission_NamesTheIdentityAndTheRole() =>
        Assert.Equal("SW4004: The tables at https://a.table.core.windows.net/ refuse the app (AuthorizationPermissionMismatch). Give the managed identity with the client id id-1 the role Storage Table Data Contributor on that storage account; a new role takes some minutes to hold. If it has the role, let this network through the account's firewall.",
            Explain(new RequestFailedException(403, "no", "AuthorizationPermissionMismatch", null))!.Message);

    [Fact]
    public void Failure_OfTheName_NamesTheSetting()
    {
        var unknown = new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known (a.table.core.windows.net:443)");
        var told = Explain(new AggregateException("Retry failed", new RequestFailedException(0, "x", null, unknown), new RequestFailedException(0, "x", null, unknown)))!;
        Assert.Equal("SW4003", told.Id);
        Assert.Contains("Name or service not known (a.table.core.windows.net:443). Check the account's name in AzureWebJobsStorage__tableServiceUri", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_OfTheSignIn_NamesTheIdentity()
    {
        var told = Explain(new CredentialUnavailableException("ManagedIdentityCredential authentication unavailable.\nSee the troubleshooting guide."))!;
        Assert.Equal("SW4006", told.Id);
        Assert.Contains("the managed identity with the client id id-1: ManagedIdentityCredential authentication unavailable. Assign", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_ThatMayBeOverSoon_IsNone()
    {
        Assert.Null(Explain(new RequestFailedException(503, "busy", "ServerBusy", null)));
        Assert.Null(Explain(new RequestFailedException(429, "slow", null, null)));
        Assert.Null(Explain(new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout.")));
        Assert.Null(Explain(new RequestFailedException(0, "x", null, new HttpRequestException(HttpRequestError.ResponseEnded))));
    }

    private static StepException? Explain(Exception failure) => StorageFailure.Explain(failure, Address, Managed);
}
