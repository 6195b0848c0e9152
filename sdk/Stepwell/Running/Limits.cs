namespace Stepwell.Running;

/// <summary>Sizes that hold on every host, from the limits of Azure Table Storage and Service Bus Standard.</summary>
public static class Limits
{
    /// <summary>The largest value in bytes of JSON: 1 MiB (an entity) less 24 KiB for keys and chunking.</summary>
    public const int ValueBytes = (1024 - 24) * 1024;

    /// <summary>The largest event in bytes of JSON: 256 KB (a message) less what the envelope needs.</summary>
    public const int EventBytes = 200_000;

    /// <summary>Operations of one commit: 100 (a batch) less what marks and outbox need.</summary>
    public const int CommitOperations = 90;

    /// <summary>Bytes of one commit: 4 MiB (a batch) as encoded on the wire.</summary>
    public const int CommitBytes = 2_621_440;

    /// <summary>The longest key, group name, ordering key or deduplication id in characters.</summary>
    public const int KeyLength = 256;

    /// <summary>The longest ordering key or deduplication id (the rule of Service Bus session and message ids).</summary>
    public const int IdLength = 128;

    /// <summary>How often an attempt is discarded and run again because of guarded keys.</summary>
    public const int Discards = 20;
}
