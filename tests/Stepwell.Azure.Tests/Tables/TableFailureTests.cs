using Stepwell.Azure.Tables;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

public sealed class TableFailureTests
{
    [Theory]
    [InlineData(409, "EntityAlreadyExists", TableOutcomeKind.Exists)]
    [InlineData(404, "ResourceNotFound", TableOutcomeKind.NotFound)]
    [InlineData(404, "EntityNotFound", TableOutcomeKind.NotFound)]
    [InlineData(412, "UpdateConditionNotSatisfied", TableOutcomeKind.PreconditionFailed)]
    public void Failure_ThatDecidesBehaviour_IsAnOutcome(int status, string code, TableOutcomeKind kind) => Assert.Equal(kind, TableFailure.KindOf(status, code));

    [Theory]
    [InlineData(404, "TableNotFound")]
    [InlineData(409, "TableAlreadyExists")]
    [InlineData(400, "InvalidInput")]
    [InlineData(500, "InternalError")]
    [InlineData(503, null)]
    public void Failure_OfAnotherKind_IsAnException(int status, string? code) => Assert.Null(TableFailure.KindOf(status, code));
}
