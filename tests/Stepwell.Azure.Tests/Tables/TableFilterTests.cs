using Stepwell.Azure.Tables;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

public sealed class TableFilterTests
{
    [Fact]
    public void Filter_OfEverything_IsNone() => Assert.Null(TableFilter.Of(new TableQuery()));

    [Fact]
    public void Filter_OfOnePartition_IgnoresTheRange() =>
        Assert.Equal("PartitionKey eq 'a' and RowKey ge 's:' and RowKey lt 's;'", TableFilter.Of(new TableQuery { Partition = "a", PartitionFrom = "x", PartitionBefore = "y", RowFrom = "s:", RowBefore = "s;" }));

    [Fact]
    public void Filter_OfARange_NamesBothEnds() =>
        Assert.Equal("PartitionKey ge 'a' and PartitionKey lt 'b'", TableFilter.Of(new TableQuery { PartitionFrom = "a", PartitionBefore = "b" }));

    [Fact]
    public void Filter_WithQuotes_DoublesThem() => Assert.Equal("PartitionKey eq 'it''s'", TableFilter.Of(new TableQuery { Partition = "it's" }));
}
