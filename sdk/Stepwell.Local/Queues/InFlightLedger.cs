using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Stepwell.Local.Queues;

/// <summary>
/// Which attempts run right now, in a mapped file: it outlives the process without a write to disk per attempt, so that
/// an attempt that takes the process down is counted. (After a loss of power it may be stale; a stale note is told by its attempt.)
/// </summary>
internal sealed unsafe class InFlightLedger : IDisposable
{
    private readonly string? path;
    private readonly int slots;
    private readonly Stack<int> free;
    private MemoryMappedFile? file;
    private MemoryMappedViewAccessor? view;
    private Note* notes;

    [StructLayout(LayoutKind.Sequential)]
    private struct Note
    {
        internal long Id;
        internal int Attempt;
        internal int Handler;
    }

    /// <param name="path">The file; null to keep no notes.</param>
    /// <param name="slots">Attempts at once.</param>
    internal InFlightLedger(string? path, int slots)
    {
        this.path = path;
        this.slots = slots;
        free = new Stack<int>(Enumerable.Range(0, slots).Reverse());
        if (path is not null) Left = ReadLeft(path);
    }

    /// <summary>What ran when the process before ended.</summary>
    internal IReadOnlyList<(long HandlerId, long Id, int Attempt)> Left { get; } = [];

    /// <summary>Begins the notes anew. Call it when what was <see cref="Left"/> is counted for good: till then the old notes stand for another try.</summary>
    internal void Open()
    {
        if (path is null) return;
        var size = (long)slots * sizeof(Note);
        // Written, not only sized: a note in a hole of the file would need room on the disk, and end the process where there is none.
        using (var plain = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite)) plain.Write(new byte[size]);
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, size);
        view = file.CreateViewAccessor(0, size);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        notes = (Note*)(start + view.PointerOffset);
    }

    internal void Enter(QueueEntry entry, long handlerId)
    {
        entry.Slot = free.Pop();
        if (notes is null) return;
        notes[entry.Slot].Attempt = entry.Attempt;
        notes[entry.Slot].Handler = (int)handlerId;
        Volatile.Write(ref notes[entry.Slot].Id, entry.Id);
    }

    internal void Leave(QueueEntry entry)
    {
        if (notes is not null) Volatile.Write(ref notes[entry.Slot].Id, 0);
        free.Push(entry.Slot);
        entry.Slot = -1;
    }

    public void Dispose()
    {
        if (view is null) return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file!.Dispose();
    }

    private static List<(long, long, int)> ReadLeft(string path)
    {
        var left = new List<(long, long, int)>();
        if (!File.Exists(path)) return left;
        foreach (var note in MemoryMarshal.Cast<byte, Note>(File.ReadAllBytes(path)))
            if (note.Id != 0)
                left.Add((note.Handler, note.Id, note.Attempt));
        return left;
    }
}
