namespace Stepwell.Local.Sqlite;

/// <summary>Something that writes. <see cref="Apply"/> may run twice: a batch that fails is repeated one by one.</summary>
internal abstract class WriteWork
{
    /// <summary>Writes within the transaction.</summary>
    internal abstract void Apply(Database db);

    /// <summary>The transaction is on disk. On the writer's thread: short, and must not throw.</summary>
    internal abstract void Committed();

    /// <summary>Nothing was written.</summary>
    internal abstract void Failed(Exception exception);
}

/// <summary>Writes by a function and hands its result over.</summary>
internal sealed class WriteWork<T>(Func<Database, T> apply, Action<T>? committed = null) : WriteWork
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    internal Task<T> Done => done.Task;

    internal override void Apply(Database db) => result = apply(db);

    internal override void Committed()
    {
        committed?.Invoke(result);
        done.TrySetResult(result);
    }

    internal override void Failed(Exception exception) => done.TrySetException(exception);
}
