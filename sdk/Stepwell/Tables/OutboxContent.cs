using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>What a commit still has to do after it holds: other groups' changes, the dead letter's place in the list, events.</summary>
internal sealed record OutboxContent(IReadOnlyList<OtherGroupChange> Changes, string? LetterId, IReadOnlyList<EventEnvelope> Events)
{
    private const byte Change = 1;
    private const byte Letter = 2;
    private const byte Event = 3;

    /// <summary>Of a commit; null where it has nothing to do.</summary>
    internal static OutboxContent? Of(StepCommit commit) => commit.OtherChanges.Count == 0 && commit.Events.Count == 0 && commit.DeadLetter is null
        ? null
        : new(commit.OtherChanges, commit.DeadLetter?.Id, commit.Events);

    internal byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var change in Changes)
        {
            buffer.Write([Change]);
            Put(buffer, Encoding.UTF8.GetBytes(change.Group));
            Put(buffer, Encoding.UTF8.GetBytes(change.Key));
            Put(buffer, change.Json);
            Put(buffer, change.Sensitive is null ? null : Encoding.UTF8.GetBytes(change.Sensitive));
        }
        if (LetterId is not null)
        {
            buffer.Write([Letter]);
            Put(buffer, Encoding.UTF8.GetBytes(LetterId));
        }
        foreach (var envelope in Events)
        {
            buffer.Write([Event]);
            Put(buffer, EnvelopeJson.Write(envelope));
        }
        return buffer.WrittenSpan.ToArray();
    }

    internal static OutboxContent Read(ReadOnlySpan<byte> bytes)
    {
        var changes = new List<OtherGroupChange>();
        var events = new List<EventEnvelope>();
        string? letter = null;
        while (!bytes.IsEmpty)
        {
            var kind = bytes[0];
            bytes = bytes[1..];
            switch (kind)
            {
                case Change: changes.Add(new(Text(ref bytes)!, Text(ref bytes)!, Take(ref bytes), Text(ref bytes))); break;
                case Letter: letter = Text(ref bytes); break;
                case Event: events.Add(EnvelopeJson.Read(Take(ref bytes))); break;
                default: throw new InvalidDataException($"An outbox row has an item of the unknown kind {kind}: it was written by a newer Stepwell. Deploy that version.");
            }
        }
        return new(changes, letter, events);
    }

    private static void Put(ArrayBufferWriter<byte> buffer, byte[]? bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), bytes?.Length ?? -1);
        buffer.Advance(sizeof(int));
        buffer.Write(bytes);
    }

    private static byte[]? Take(ref ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes = bytes[sizeof(int)..];
        if (length < 0) return null;
        var taken = bytes[..length].ToArray();
        bytes = bytes[length..];
        return taken;
    }

    private static string? Text(ref ReadOnlySpan<byte> bytes) => Take(ref bytes) is { } text ? Encoding.UTF8.GetString(text) : null;
}
