using System.Xml.Linq;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables;

/// <summary>Keys of data protection in a table.</summary>
public sealed class TableKeyRingTests(Azurite azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Elements_Stored_AreReadByAnotherInstance(bool real)
    {
        var (tables, prefix) = await OpenAsync(real);
        var one = new TableKeyRing(tables, prefix);
        Assert.Empty(one.GetAllElements());
        one.StoreElement(XElement.Parse("<key id=\"1\"><secret>ä &lt; b</secret></key>"), "key-1");
        one.StoreElement(XElement.Parse("<revocation><date>*</date></revocation>"), "revocation/2030:*");
        Assert.Equal(["<key id=\"1\"><secret>ä &lt; b</secret></key>", "<revocation><date>*</date></revocation>"],
            new TableKeyRing(tables, prefix).GetAllElements().Select(e => e.ToString(SaveOptions.DisableFormatting)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_OfInstancesThatStartTogether_AreTheFirstOnes(bool real)
    {
        var (tables, prefix) = await OpenAsync(real);
        TableKeyRing[] rings = [new(tables, prefix), new(tables, prefix)];
        Assert.All(rings, r => Assert.Empty(r.GetAllElements()));
        rings[0].StoreElement(XElement.Parse("<key id=\"0\"/>"), "key-0");
        rings[1].StoreElement(XElement.Parse("<key id=\"1\"/>"), "key-1");
        Assert.All(rings, r => Assert.Equal("0", Assert.Single(r.GetAllElements()).Attribute("id")!.Value));
        // From then on each stores what it has to.
        rings[1].StoreElement(XElement.Parse("<key id=\"2\"/>"), "key-2");
        Assert.Equal(2, rings[0].GetAllElements().Count);
    }

    [Fact]
    public async Task Revocation_OfAnInstanceThatSawNothing_IsKept()
    {
        var (tables, prefix) = await OpenAsync(real: false);
        TableKeyRing[] rings = [new(tables, prefix), new(tables, prefix)];
        Assert.All(rings, r => Assert.Empty(r.GetAllElements()));
        rings[0].StoreElement(XElement.Parse("<key id=\"0\"/>"), "key-0");
        rings[1].StoreElement(XElement.Parse("<revocation/>"), "revocation-0");
        Assert.Equal(2, rings[0].GetAllElements().Count);
    }

    [Fact]
    public async Task Key_AfterAllWereRemovedByHand_IsStored()
    {
        var (tables, prefix) = await OpenAsync(real: false);
        var ring = new TableKeyRing(tables, prefix);
        Assert.Empty(ring.GetAllElements());
        ring.StoreElement(XElement.Parse("<key id=\"0\"/>"), "key-0");
        Assert.True((await tables.SubmitAsync(prefix + "Keys", "keys", [TableOperation.Delete("ekey-0", null)], TestContext.Current.CancellationToken)).IsDone);
        Assert.Empty(ring.GetAllElements());
        ring.StoreElement(XElement.Parse("<key id=\"1\"/>"), "key-1");
        Assert.Single(ring.GetAllElements());
    }

    private async Task<(ITableService Tables, string Prefix)> OpenAsync(bool real)
    {
        if (real) Azurite.Require();
        var tables = real ? await azurite.ServiceAsync() : new MemoryTables();
        var prefix = "t" + Guid.NewGuid().ToString("N");
        await tables.CreateTableAsync(prefix + "Keys", TestContext.Current.CancellationToken);
        return (tables, prefix);
    }
}
