using System.Reflection;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>A host that a test plays: it answers what the test says, and what the test does not know of is an error.</summary>
public class PlayedHost : DispatchProxy
{
    private Func<string, object?[], object?> answer = null!;

    /// <summary>Makes one.</summary>
    /// <param name="answer">Gives the answer to a call, by the name of the method and its arguments; null where it has none.</param>
    internal static IIntrospection Of(Func<string, object?[], object?> answer)
    {
        var host = DispatchProxy.Create<IIntrospection, PlayedHost>();
        ((PlayedHost)(object)host).answer = answer;
        return host;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        answer(targetMethod!.Name, args!) ?? throw new InvalidOperationException($"The test plays no {targetMethod.Name}.");
}
