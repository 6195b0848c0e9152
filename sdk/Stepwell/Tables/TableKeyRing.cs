using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Stepwell.Tables;

/// <summary>The keys of ASP.NET Core's data protection in a table, so that what one instance protects the others can read, and a later one too.</summary>
/// <remarks>
/// A key is kept as data protection hands it over: as it is, unless the app encrypts keys itself (<c>ProtectKeysWith…</c>). Whoever may read the
/// table can then read what is protected. Data protection asks without awaiting; it does so once a day.
/// </remarks>
public sealed class TableKeyRing : IXmlRepository
{
    private const string Partition = "keys";
    private const string Element = "e";
    private const string AfterElements = "f";
    private const string First = "first";

    private readonly StoreTables tables;
    private volatile bool sawNone;

    /// <param name="service">The table service.</param>
    /// <param name="prefix">What the names of the tables begin with.</param>
    public TableKeyRing(ITableService service, string prefix = TableStore.DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(service);
        tables = new StoreTables(service, TableNames.Checked(prefix));
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var rows = Wait(() => tables.ListAsync(tables.Keys, new TableQuery { Partition = Partition, RowFrom = Element, RowBefore = AfterElements }, CancellationToken.None));
        sawNone = rows.Count == 0;
        return [.. rows.Select(r => XElement.Parse(r.Utf8(Columns.Xml)!))];
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Of several instances that find no key at their first start, one is the first. The keys of the others are not kept: each reads anew after
    /// it has stored, and takes the first one's; else what the last of them protects, those before it could not read until the next day.
    /// </remarks>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(friendlyName);
        var xml = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        if (xml.Length > TableLimits.PropertyBytes) throw new ArgumentException($"The element '{friendlyName}' of data protection has {xml.Length} bytes; a table takes {TableLimits.PropertyBytes}.", nameof(element));
        var write = TableOperation.Upsert(Element + KeyText.Encode(friendlyName), new Dictionary<string, object> { [Columns.Xml] = xml });
        // A revocation is never one too many.
        var first = sawNone && element.Name == "key";
        sawNone = false;
        Wait(() => first ? StoreFirstAsync(write) : SubmitAsync([write]));
    }

    private async Task<bool> StoreFirstAsync(TableOperation write)
    {
        var named = new Dictionary<string, object> { [Columns.Name] = write.RowKey };
        if (await SubmitAsync([write, TableOperation.Insert(First, named)]).ConfigureAwait(false)) return true;
        var first = await tables.Service.ReadAsync(tables.Keys, Partition, First, null, CancellationToken.None).ConfigureAwait(false);
        if (first?.Text(Columns.Name) is { } key && await tables.Service.ReadAsync(tables.Keys, Partition, key, null, CancellationToken.None).ConfigureAwait(false) is not null) return false;
        // Somebody has removed it.
        return await SubmitAsync([write, TableOperation.Upsert(First, named)]).ConfigureAwait(false);
    }

    private async Task<bool> SubmitAsync(IReadOnlyList<TableOperation> operations) =>
        (await tables.Service.SubmitAsync(tables.Keys, Partition, operations, CancellationToken.None).ConfigureAwait(false)).IsDone;

    /// <summary>Elsewhere, so that nothing that the caller holds is waited for.</summary>
    private static T Wait<T>(Func<Task<T>> call) => Task.Run(call).GetAwaiter().GetResult();
}
