using System.Text;
using System.Text.Json;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

internal static class Registry
{
    public static ContractRegistry Default { get; } = Make();

    public static ContractRegistry Make(Action<JsonSerializerOptions>? change = null)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(options);
        change?.Invoke(options);
        return new(options);
    }

    public static (T? Value, IDictionary<string, string[]> Errors) Read<T>(string json)
    {
        var errors = new ContractErrors();
        var value = Default.Read<T>(Encoding.UTF8.GetBytes(json), errors);
        return (value, errors.ToDictionary());
    }

    public static IDictionary<string, string[]> Validate<T>(T value)
    {
        var errors = new ContractErrors();
        Default.Validate(value, errors);
        return errors.ToDictionary();
    }

    public static string Mask<T>(string json) => Encoding.UTF8.GetString(Default.Sensitive(typeof(T))!.Apply(Encoding.UTF8.GetBytes(json)));
}
