using System.Text.Json;

namespace Stepwell.Http;

/// <summary>An answer as it is kept in the mark of an idempotent request.</summary>
internal sealed record StoredAnswer(int Status, string? ContentType, KeyValuePair<string, string>[] Headers, byte[] Body)
{
    /// <summary>The largest answer that is kept, in bytes as stored: it must fit in one transaction of 4 MiB, in base64, beside <see cref="Running.Limits.CommitBytes"/>.</summary>
    internal const int MaxBytes = 256 * 1024;

    internal static byte[] Write(Answer answer) =>
        JsonSerializer.SerializeToUtf8Bytes(new StoredAnswer(answer.Status, answer.ContentType, [.. answer.Headers], answer.Body));

    internal static Answer Read(byte[] json)
    {
        var stored = JsonSerializer.Deserialize<StoredAnswer>(json) ?? throw new JsonException("The stored answer is empty.");
        return new Answer { Status = stored.Status, ContentType = stored.ContentType, Headers = stored.Headers, Body = stored.Body, Replayed = true };
    }
}
