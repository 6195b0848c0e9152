using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Model;

/// <summary>The app's manifest, read once per connection: an app's steps change by a restart only.</summary>
internal sealed class ManifestReader(IIntrospection host)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private Task<AppModel>? reading;

    internal Task<AppModel> ReadAsync()
    {
        // A failed reading is not kept: the next page asks again.
        if (reading is null or { IsFaulted: true } or { IsCanceled: true }) reading = LoadAsync();
        return reading;
    }

    private async Task<AppModel> LoadAsync()
    {
        var json = await host.ManifestAsync().ConfigureAwait(false);
        return json.Deserialize<AppModel>(Json) ?? throw new InvalidOperationException("The host answered with an empty manifest.");
    }
}
