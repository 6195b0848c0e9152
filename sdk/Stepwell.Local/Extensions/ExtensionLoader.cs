using System.Reflection;
using Stepwell.Local.Hosting;
using Stepwell.Setup;

namespace Stepwell.Local.Extensions;

/// <summary>Loads the extension that an app's runtime configuration names.</summary>
internal static class ExtensionLoader
{
    /// <summary>The extension of this process; null where none is configured.</summary>
    internal static ILocalExtension? Configured() => AppContext.GetData(LocalExtensionAttribute.Option) is string { Length: > 0 } name ? Load(name) : null;

    internal static ILocalExtension Load(string name)
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(new AssemblyName(name));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw Problem(name, $"its assembly cannot be loaded: {e.Message} Reference its project or package, or take the option away");
        }
        var type = assembly.GetCustomAttribute<LocalExtensionAttribute>()?.Type
            ?? throw Problem(name, $"its assembly has no [assembly: {nameof(LocalExtensionAttribute)}], so that it is no extension. Take the option away");
        try
        {
            return Activator.CreateInstance(type) as ILocalExtension ?? throw Problem(name, $"{type.FullName} is no {nameof(ILocalExtension)}");
        }
        catch (Exception e) when (e is MissingMethodException or TargetInvocationException or MemberAccessException)
        {
            throw Problem(name, $"{type.FullName} cannot be made: {(e.InnerException ?? e).Message}");
        }
    }

    private static SetupException Problem(string name, string reason) =>
        new([$"SW2012: The extension '{name}', which the runtime option {LocalExtensionAttribute.Option} names, cannot be used: {reason}. (The option is set by the project file, and is in the app's .runtimeconfig.json.)"]);
}
