namespace Stepwell.Binding;

/// <summary>A request's body for one attempt: whoever disposes it does not take it from the next attempt.</summary>
internal sealed class AttemptBody(Stream kept) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => kept.Length;

    public override long Position { get => kept.Position; set => kept.Position = value; }

    public override int Read(byte[] buffer, int offset, int count) => kept.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => kept.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        kept.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => kept.ReadAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => kept.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
