using Azure;
using Stepwell.Azure.Tables;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>Failures as Azure Table Storage tells them: the code stands in the body alone, where the emulator repeats it in a header.</summary>
public sealed class ServiceAnswerTests
{
    private static readonly IReadOnlyList<TableOperation> Two =
        [TableOperation.Insert("a", new Dictionary<string, object> { ["A"] = "1" }), TableOperation.Insert("b", new Dictionary<string, object> { ["A"] = "1" })];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ResourceNotFound")]
    [InlineData("EntityNotFound")]
    public async Task Read_OfAMissingRow_IsNull(string code)
    {
        var tables = ServiceAnswers.Always(404, code, "The specified resource does not exist.");
        Assert.Null(await tables.ReadAsync("state", "p", "r", null, Cancellation));
        Assert.Null(await new MissingTables(tables).ReadAsync("state", "p", "r", ["A"], Cancellation));
    }

    [Theory]
    [InlineData(404, "TableNotFound")]
    [InlineData(403, "AuthorizationPermissionMismatch")]
    [InlineData(503, "ServerBusy")]
    public async Task Read_ThatFails_ThrowsWithTheCode(int status, string code)
    {
        var tables = ServiceAnswers.Always(status, code, "Told by the service.");
        var told = await Assert.ThrowsAsync<RequestFailedException>(() => tables.ReadAsync("state", "p", "r", null, Cancellation).AsTask());
        Assert.Equal((status, code), (told.Status, told.ErrorCode));
    }

    [Theory]
    [InlineData(404, "TableNotFound")]
    [InlineData(503, "OperationTimedOut")]
    public async Task Query_ThatFails_ThrowsWithTheCode(int status, string code)
    {
        var tables = ServiceAnswers.Always(status, code, "Told by the service.");
        var told = await Assert.ThrowsAsync<RequestFailedException>(() => tables.QueryAsync("state", new TableQuery { Partition = "p" }, null, Cancellation).AsTask());
        Assert.Equal((status, code), (told.Status, told.ErrorCode));
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists", TableOutcomeKind.Exists)]
    [InlineData(412, "UpdateConditionNotSatisfied", TableOutcomeKind.PreconditionFailed)]
    [InlineData(404, "ResourceNotFound", TableOutcomeKind.NotFound)]
    public async Task Batch_WhoseSecondRowIsRefused_NamesItAndTheReason(int status, string code, TableOutcomeKind kind)
    {
        var outcome = await ServiceAnswers.InBatch(status, code, "1:Told by the service.").SubmitAsync("state", "p", Two, Cancellation);
        Assert.Equal(new TableOutcome(kind, 1), outcome);
    }

    [Theory]
    [InlineData(404, "TableNotFound")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServerBusy")]
    public async Task Batch_ThatFails_ThrowsWithTheCode(int status, string code)
    {
        var told = await Assert.ThrowsAnyAsync<RequestFailedException>(() => ServiceAnswers.InBatch(status, code, "0:Told by the service.").SubmitAsync("state", "p", Two, Cancellation).AsTask());
        Assert.Equal((status, code), (told.Status, told.ErrorCode));
    }

    [Fact]
    public async Task Batch_ThatIsRefusedAsAWhole_ThrowsWithTheCode()
    {
        var tables = ServiceAnswers.Always(503, "ServerBusy", "The server is busy.");
        var told = await Assert.ThrowsAnyAsync<RequestFailedException>(() => tables.SubmitAsync("state", "p", Two, Cancellation).AsTask());
        Assert.Equal((503, "ServerBusy"), (told.Status, told.ErrorCode));
    }

    [Fact]
    public async Task Table_ThatExists_IsNoFailureToCreate() =>
        await ServiceAnswers.Always(409, "TableAlreadyExists", "The table specified already exists.").CreateTableAsync("state", Cancellation);

    [Fact]
    public async Task Table_ThatMayNotBeCreated_NamesTheRole()
    {
        var tables = new MissingTables(ServiceAnswers.ByMethod(
            get: (404, "TableNotFound", "The table specified does not exist."),
            post: (403, "AuthorizationPermissionMismatch", "This request is not authorized.")));
        var told = await Assert.ThrowsAsync<StepException>(() => tables.ReadAsync("state", "p", "r", null, Cancellation).AsTask());
        Assert.StartsWith("SW4005: The table 'state' does not exist, and the app may not create it (AuthorizationPermissionMismatch).", told.Message, StringComparison.Ordinal);
    }
}
