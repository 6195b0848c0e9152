using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Introspection;

namespace Stepwell.Local.Introspection;

/// <summary>
/// Where people put nodes of the flows' pictures: a file beside the steps, to be committed with them. It holds what was moved only, sorted,
/// a node a line, so that two people's changes merge. A host in memory keeps it in memory.
/// </summary>
internal sealed class PlacesFile(StepsFolder steps) : IDisposable
{
    internal const string Name = "flows.layout.json";
    private readonly SemaphoreSlim one = new(1, 1);
    private PlacesText inMemory = new();

    private string? FilePath => steps.Path is null ? null : Path.Combine(steps.Path, Name);

    public void Dispose() => one.Dispose();

    internal async Task<IReadOnlyList<FlowPlaces>> ReadAsync(string flow, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return (await LoadAsync(cancellation).ConfigureAwait(false)).Of(flow);
        }
        finally
        {
            one.Release();
        }
    }

    internal async Task WriteAsync(string flow, FlowPlaces moved, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var text = await LoadAsync(cancellation).ConfigureAwait(false);
            text.Set(flow, moved);
            if (FilePath is { } path) await SaveAsync(path, text.ToString(), cancellation).ConfigureAwait(false);
            else inMemory = text;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<PlacesText> LoadAsync(CancellationToken cancellation)
    {
        if (FilePath is not { } path) return inMemory;
        if (!File.Exists(path)) return new();
        try
        {
            return PlacesText.Parse(await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new IntrospectionException(IntrospectionError.Conflict, $"{path} cannot be read as places of nodes: {e.Message} Mend or delete it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IntrospectionException(IntrospectionError.Unavailable, $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Writes beside the file and then renames, so that it is never half written.</summary>
    private static async Task SaveAsync(string path, string text, CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new IntrospectionException(IntrospectionError.Unavailable, $"Places are kept in {path}, and there is no such folder. Run the app from its project's folder, where its steps are.");
        var beside = path + ".new";
        try
        {
            await File.WriteAllTextAsync(beside, text, cancellation).ConfigureAwait(false);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IntrospectionException(IntrospectionError.Unavailable, $"{path} cannot be written: {e.Message} Make the folder writable to keep where nodes were put.");
        }
    }
}
