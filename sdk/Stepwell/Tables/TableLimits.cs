namespace Stepwell.Tables;

/// <summary>The limits of Azure Table Storage, from its data model and its entity-group transactions.</summary>
public static class TableLimits
{
    /// <summary>The longest partition or row key in characters: 1 KiB as UTF-16.</summary>
    public const int KeyLength = 512;

    /// <summary>The largest property in bytes; a string counts two per character.</summary>
    public const int PropertyBytes = 64 * 1024;

    /// <summary>The most properties of a row, keys and time stamp aside.</summary>
    public const int Properties = 252;

    /// <summary>The largest row in bytes, keys and names included, two per character.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>The most operations of a transaction.</summary>
    public const int TransactionOperations = 100;

    /// <summary>The largest transaction in bytes as sent.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>The most rows of a page.</summary>
    public const int PageRows = 1000;

    /// <summary>What a key may not contain: these, and control characters (U+0000 to U+001F, U+007F to U+009F).</summary>
    public const string ForbiddenInKeys = "/\\#?";
}
