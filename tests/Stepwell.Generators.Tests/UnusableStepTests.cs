namespace Stepwell.Generators.Tests;

/// <summary>Types and methods with triggers that no step can be made of: none is silently left out.</summary>
public sealed class UnusableStepTests
{
    private const string OwnTask = """
        [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(Builder))] public sealed class My;
        public sealed class Builder
        {
            public static Builder Create() => new();
            public My Task => new();
            public void SetResult() { }
            public void SetException(Exception e) { }
            public void SetStateMachine(System.Runtime.CompilerServices.IAsyncStateMachine m) { }
            public void Start<T>(ref T t) where T : System.Runtime.CompilerServices.IAsyncStateMachine { }
            public void AwaitOnCompleted<A, B>(ref A a, ref B b) where A : System.Runtime.CompilerServices.INotifyCompletion where B : System.Runtime.CompilerServices.IAsyncStateMachine { }
            public void AwaitUnsafeOnCompleted<A, B>(ref A a, ref B b) where A : System.Runtime.CompilerServices.ICriticalNotifyCompletion where B : System.Runtime.CompilerServices.IAsyncStateMachine { }
        }
        """;

    [Theory]
    [InlineData("a struct", """public record struct S { [Get("/s")] public string Handle() => ""; }""")]
    [InlineData("a struct", """public struct S { [Get("/s")] public string Handle() => ""; }""")]
    [InlineData("a struct", """public readonly partial struct S; partial struct S { [Cron("0 6 * * *")] public string Handle() => ""; }""")]
    [InlineData("an interface", """public interface S { [Get("/s")] string Handle(); }""")]
    [InlineData("with required members", """[Get("/s")] public sealed class S { public required string X { get; init; } public string Handle() => X; }""")]
    [InlineData("with required members", """public class B { public required int Y; } [Get("/s")] public sealed class S : B { public string Handle() => ""; }""")]
    public void Step_ThatCannotBeMade_IsReported(string why, string source)
    {
        var told = Shape.Reports("SW0015", "S", source);
        Assert.Contains($"The step 'S' is {why}. ", told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Get("/s")] public sealed class S { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public S() => X = ""; public required string X { get; init; } public string Handle() => X; }""")]
    [InlineData("[Noop] public sealed class S { public required string X { get; init; } }")]
    public void Step_WhoseRequiredMembersNobodyHasToSet_Works(string source) => Assert.Single(Shape.Works(source).Steps);

    [Theory]
    [InlineData("Handle", """public interface I { string Handle(); } public sealed class S : I { [Get("/s")] string I.Handle() => ""; }""")]
    [InlineData("get", """public sealed class S { public string Ping { [Get("/s")] get => ""; } }""")]
    [InlineData("+", """public sealed class S { [Get("/s")] public static S operator +(S a, S b) => a; }""")]
    [InlineData("Handle", """[Get("/s")] public sealed class S { public ReadOnlySpan<byte> Handle() => default; }""")]
    [InlineData("Handle", """[Get("/s")] public sealed class S { public async My Handle() => await Task.Yield(); } """ + OwnTask)]
    public void Handler_ThatCannotBeCalled_IsReported(string place, string source) => Shape.Reports("SW0014", place, source);

    [Theory]
    [InlineData("e", "[On<A>] public sealed class S { public void Handle(ref A e) { } }")]
    [InlineData("e", "[On<A>] public sealed class S { public void Handle(out A? e) => e = null; }")]
    [InlineData("e", "[On<A>] public sealed class S { public void Handle(ref readonly A e) { } }")]
    [InlineData("t", """[Cron("0 6 * * *")] public sealed class S { public void Handle(ref CronTick t) { } }""")]
    [InlineData("p", """[Get("/s")] public sealed class S(ref int p) { public int P { get; } = p; public string Handle() => ""; }""")]
    [InlineData("p", """[Get("/s")] public sealed class S(ReadOnlySpan<char> p) { public int P { get; } = p.Length; public string Handle() => ""; }""")]
    [InlineData("t", """public readonly record struct T(string N) { public static ValueTask<T?> BindAsync(Microsoft.AspNetCore.Http.HttpContext h) => new((T?)null); } [Get("/s")] public sealed class S { public string Handle(T t, T? u) => $"{t}{u}"; }""")]
    public void Parameter_ThatNobodyCanPass_IsReported(string parameter, string source) =>
        Shape.Reports("SW0016", parameter, """[Topic("a")] public sealed record A(string Id); """ + source);

    [Theory]
    [InlineData("f", "public void OnFailure(ref StepFailure f) { }")]
    [InlineData("e", "public void OnFailure(ref A e) { }")]
    public void ParameterOfOnFailure_PassedByReference_IsReported(string parameter, string method) =>
        Shape.Reports("SW0022", parameter, $$"""[Topic("a")] public sealed record A(string Id); [On<A>] public sealed class S { public void Handle(in A e) { } {{method}} }""");

    [Theory]
    [InlineData("SW0019", """InGroup("x/{Id}")""", """[Topic("a")] public sealed record A(string X) : IHas { string IHas.Id => X; } [On<A>, InGroup("x/{Id}")] public sealed class S { public void Handle() { } }""")]
    [InlineData("SW0037", """Topic("a", OrderingKey = "Id")""", """[Topic("a", OrderingKey = "Id")] public sealed record A(string X) : IHas { string IHas.Id => X; }""")]
    [InlineData("SW0019", """InGroup("x/{Id}")""", """[Topic("a")] public sealed record A(string X) { public ReadOnlySpan<char> Id => X; } [On<A>, InGroup("x/{Id}")] public sealed class S { public void Handle() { } }""")]
    public void Property_ThatGeneratedCodeCannotRead_IsReported(string id, string place, string source) =>
        Shape.Reports(id, place, "public interface IHas { string Id { get; } } " + source);
}
