using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.Generators.Tests;

/// <summary>Sources compiled, loaded and called through the catalog.</summary>
public sealed class RunTests
{
    private const string Topics = """
        [Topic("a", OrderingKey = "Number")] public sealed record A(string Id, int Number = 0, Inner? Inner = null);
        [Topic("b")] public sealed record B(string Id);
        public sealed record Inner(string? Code);

        """;

    [Fact]
    public async Task Api_WithEveryKindOfValue_GetsThem()
    {
        var catalog = Load("""
            public enum Sort { Up, Down }
            public sealed record Body(string Name);
            public sealed record Page([Microsoft.AspNetCore.Mvc.FromQuery(Name = "p")] int Number, int Size = 20) { public string? After { get; init; } }
            [Post("/x/{id}"), InGroup("x/{id}/y")]
            public sealed class S
            {
                public string Handle(Guid id, Body body, byte[] raw, int[] n, [Microsoft.AspNetCore.Http.AsParameters] Page page, StepContext step, System.Security.Claims.ClaimsPrincipal user,
                    [Microsoft.AspNetCore.Mvc.FromHeader(Name = "X-T")] string tag, Sort sort = Sort.Down, int? none = null, string text = "d\"q", bool flag = true) =>
                    $"{id:N} {body.Name} {raw.Length} {string.Join(',', n)} {page} {step.TraceId} {user.Identity!.Name} {tag} {sort} {none} {text} {flag}";
            }
            """);
        var http = Request("?n=1&n=2&p=3&sort=up", """{"name":"N"}""");
        http.Request.RouteValues["id"] = "11111111222233334444555555555555";
        http.Request.Headers["X-T"] = "t";
        var (call, binder) = await BindAsync(catalog.Handler("S")!, http);
        Assert.True(binder.Errors.IsEmpty, binder.Errors.ToString());
        Assert.Equal((HomeGroupKind.Group, "x/{id}/y"), (catalog.Handler("S")!.HomeGroup, catalog.Handler("S")!.HomeGroupTemplate));
        Assert.Equal(
            "11111111222233334444555555555555 N 12 1,2 Page { Number = 3, Size = 20, After =  } trace ann t Up  d\"q True",
            await call.InvokeAsync(Services(), new FakeStep()));
    }

    [Fact]
    public async Task Api_WithWrongValues_NamesEach()
    {
        var catalog = Load("""
            [Get("/x")] public sealed class S { public void Handle(int page, DateOnly day, [System.ComponentModel.DataAnnotations.Range(1, 5)] int size = 3) { } }
            """);
        var (_, binder) = await BindAsync(catalog.Handler("S")!, Request("?day=never&size=9"));
        Assert.Equal(["day", "page", "size"], binder.Errors.ToDictionary().Keys.Order());
    }

    [Fact]
    public async Task Api_WithUnreadableOrMissingValues_SaysOneThingOfEach()
    {
        var catalog = Load("""
            public sealed record Page([Microsoft.AspNetCore.Mvc.FromQuery(Name = "p"), System.ComponentModel.DataAnnotations.Range(1, 9)] int Number, [property: System.ComponentModel.DataAnnotations.Range(1, 5)] int Size);
            [Get("/x")] public sealed class S { public void Handle([System.ComponentModel.DataAnnotations.Range(1, 5)] int one, [System.ComponentModel.DataAnnotations.Range(1, 5)] int two, [Microsoft.AspNetCore.Http.AsParameters] Page page) { } }
            """);
        var (_, wrong) = await BindAsync(catalog.Handler("S")!, Request("?one=x&p=x"));
        Assert.Equal(["one", "p", "size", "two"], wrong.Errors.ToDictionary().Keys.Order());
        Assert.All(wrong.Errors.ToDictionary().Values, messages => Assert.Single(messages));
        Assert.Contains("'x'", wrong.Errors.ToDictionary()["p"][0], StringComparison.Ordinal);

        var (_, broken) = await BindAsync(catalog.Handler("S")!, Request("?one=7&two=2&p=0&size=9"));
        Assert.Equal(["one", "p", "size"], broken.Errors.ToDictionary().Keys.Order());
    }

    [Fact]
    public void Api_Definition_HasWhatDocumentsShow()
    {
        var catalog = Load("""
            public sealed record Page([System.ComponentModel.DataAnnotations.Range(1, 9)] int Number) { [System.ComponentModel.DataAnnotations.StringLength(3)] public string? After { get; init; } }
            [Post("/x/{id}")] public sealed class S
            {
                public string Handle([System.ComponentModel.DataAnnotations.RegularExpression("[a-z]+", ErrorMessage = "no")] string id, [Microsoft.AspNetCore.Http.AsParameters] Page page) => "";
            }
            [Post("/y")] public sealed class T { public Microsoft.AspNetCore.Http.IResult Handle() => null!; }
            [Get("/z")] public sealed class U { [Responds<string>(404)] public Task<Stream> HandleAsync() => null!; }
            """);
        var s = catalog.Handler("S")!;
        Assert.Equal(["id RegularExpressionAttribute", "number RangeAttribute", "after StringLengthAttribute"], s.Parameters.Select(p => $"{p.Name} {p.Rules.Single().GetType().Name}"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([new ResponseDefinition(200, typeof(string), null, "text/plain")], s.Responses);
        Assert.Equal([new ResponseDefinition(200, typeof(Stream), null, "application/octet-stream"), new(404, typeof(string))], catalog.Handler("U")!.Responses);
        Assert.Equal((true, false, false), (s.AnswerCanBeKept, catalog.Handler("T")!.AnswerCanBeKept, catalog.Handler("U")!.AnswerCanBeKept));
    }

    [Fact]
    public async Task Api_WithForm_TakesItApart()
    {
        var catalog = Load("""
            public sealed record Upload(string Title, Microsoft.AspNetCore.Http.IFormFile? Picture, int Count = 7);
            [Put("/x")] public sealed class S { public async ValueTask<ApiResult<string>> HandleAsync([Microsoft.AspNetCore.Mvc.FromForm] Upload upload) { await Task.Yield(); return ApiResult.Accepted($"{upload}"); } }
            """);
        var http = Request("", "title=T", "application/x-www-form-urlencoded");
        var (call, binder) = await BindAsync(catalog.Handler("S")!, http);
        Assert.True(binder.Errors.IsEmpty, binder.Errors.ToString());
        var result = Assert.IsType<ApiResult<string>>(await call.InvokeAsync(Services(), new FakeStep()));
        Assert.Equal("Upload { Title = T, Picture = , Count = 7 }", result.Body);
    }

    [Fact]
    public async Task Api_WithOwnBinding_CallsIt()
    {
        var catalog = Load("""
            public sealed record Tenant(string Name) { public static ValueTask<Tenant?> BindAsync(Microsoft.AspNetCore.Http.HttpContext http) => new(http.Request.Query["t"] is [{ } t] ? new Tenant(t) : null); }
            [Get("/x")] public sealed class S { public string Handle(Tenant tenant) => tenant.Name; }
            """);
        var (call, _) = await BindAsync(catalog.Handler("S")!, Request("?t=acme"));
        Assert.Equal("acme", await call.InvokeAsync(Services(), new FakeStep()));
        var (_, missing) = await BindAsync(catalog.Handler("S")!, Request(""));
        Assert.False(missing.Errors.IsEmpty);
    }

    [Theory]
    [InlineData("public B Handle(A e) => new(e.Id);", "1")]
    [InlineData("public B? Handle(A e) => null;", "")]
    [InlineData("public async Task<B[]> HandleAsync(A e) { await Task.Yield(); return [new(e.Id), new(\"2\")]; }", "1,2")]
    [InlineData("public (B, B?, IEnumerable<B>) Handle(A e) => (new(e.Id), null, [new(\"3\")]);", "1,3")]
    [InlineData("public async IAsyncEnumerable<B> HandleAsync(A e) { yield return new(e.Id); await Task.Yield(); yield return new(\"4\"); }", "1,4")]
    [InlineData("public ValueTask<(B, B)?> HandleAsync(A e) => new((new B(e.Id), new B(\"5\")));", "1,5")]
    [InlineData("public Task HandleAsync(A e, StepContext step, CancellationToken c) { step.Emit(new B(e.Id)); return Task.CompletedTask; }", "1")]
    public async Task Event_ThatReturns_Emits(string handler, string expected)
    {
        var catalog = Load($"[On<A>, Emits<B>] public sealed class S {{ {handler} }}");
        var step = new FakeStep();
        Assert.Null(await BindAsync(catalog, "S", Message(catalog, "A", "1", 0, null)).InvokeAsync(Services(), step));
        Assert.Equal(expected, string.Join(',', step.Emitted.Select(e => (string)((dynamic)e).Id)));
    }

    [Fact]
    public async Task OnFailure_OfAStepWithServices_IsCalledAndDisposed()
    {
        var catalog = Load("""
            [On<A>, On<B>] public sealed class S(IServiceProvider services, List<string> log, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("k")] string key, int answer = 42, Uri? none = null) : IAsyncDisposable
            {
                public void Handle(object e) => throw new InvalidOperationException();
                [Emits<B>] public B OnFailure(StepFailure failure, object e) { log.Add($"{failure.Reason} {e} {key} {answer} {none} {services is null}"); return new("gone"); }
                public ValueTask DisposeAsync() { log.Add("disposed"); return default; }
            }
            """);
        var handler = catalog.Handler("S")!;
        Assert.True(handler.HasOnFailure);
        Assert.Equal(3, handler.Step.Services.Count);
        var log = new List<string>();
        var step = new FakeStep();
        var call = BindAsync(catalog, "S", Message(catalog, "B", "7"));
        await call.OnFailureAsync(Services(log), new("bad", 1, null), step);
        Assert.Equal(["bad B { Id = 7 } K 42  False", "disposed"], log);
        Assert.Single(step.Emitted);
    }

    [Fact]
    public async Task Join_WithParametersInAnyOrder_GetsItsEvents()
    {
        var catalog = Load("""[OnAll<A, B>, InGroup("{Id}")] public sealed class S { public void Handle(B b, StepContext step, A a) => step.Emit(new Both($"{a.Id}{b.Id}")); } public sealed record Both(string Id);""");
        var step = new FakeStep();
        var call = BindAsync(catalog, "S", Message(catalog, "A", "1", 0, null), Message(catalog, "B", "2"));
        await call.InvokeAsync(Services(), step);
        Assert.Equal("12", ((dynamic)step.Emitted.Single()).Id);
        Assert.Equal("1", call.HomeGroupOf(Message(catalog, "A", "1", 0, null)));
        Assert.Equal("2", call.HomeGroupOf(Message(catalog, "B", "2")));
    }

    [Fact]
    public async Task Cron_WithTick_GetsIt()
    {
        var catalog = Load("""public sealed class Nightly { [Cron("0 6 * * *", TimeZone = "Europe/Berlin")] public void ReportAsync(CronTick tick, StepContext step) => step.Emit(tick); }""");
        var step = new FakeStep();
        var tick = new CronTick(DateTimeOffset.UnixEpoch, "x");
        await BindAsync(catalog, "Nightly", tick).InvokeAsync(Services(), step);
        Assert.Same(tick, step.Emitted.Single());
        Assert.Equal([new CronDefinition("0 0 6 * * *", "Europe/Berlin")], catalog.Handler("Nightly")!.Crons);
    }

    [Fact]
    public void InGroup_WithPath_ReadsItOfEachTopic()
    {
        var catalog = Load("""
            [On<A>, InGroup("g/{Inner.Code}/{Number}")] public sealed class S { public void Handle() { } }
            [On<A>, On<B>, InGroup("{Id}")] public sealed class T { public void Handle(object e) { } }
            """);
        Assert.Equal("g/c/5", Invocation(catalog, "S").HomeGroupOf(Message(catalog, "A", "1", 5, Message(catalog, "Inner", "c"))));
        Assert.Throws<StepException>(() => Invocation(catalog, "S").HomeGroupOf(Message(catalog, "A", "1", 5, null)));
        Assert.Equal("9", Invocation(catalog, "T").HomeGroupOf(Message(catalog, "B", "9")));
        Assert.Equal("5", catalog.Topic("a")!.OrderingKey!(Message(catalog, "A", "1", 5, null)));
    }

    private static StepCatalog Load(string source) => Compiler.Run(("S.step.cs", Topics + source)).Catalog();

    private static object Message(StepCatalog catalog, string type, params object?[] arguments) =>
        Activator.CreateInstance(catalog.Topics[0].Type.Assembly.GetType(type)!, arguments)!;

    private static EventInvocation Invocation(StepCatalog catalog, string handler) => (EventInvocation)catalog.Handler(handler)!.Create();

    private static EventInvocation BindAsync(StepCatalog catalog, string handler, params object[] messages)
    {
        var call = Invocation(catalog, handler);
        call.Bind(new EventBinder(messages));
        return call;
    }

    private static async Task<(ApiInvocation Call, ApiBinder Binder)> BindAsync(HandlerDefinition handler, HttpContext http)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(options);
        var binder = new ApiBinder(http, new ContractRegistry(options), new RequestBody(http, 1_000_000));
        var call = (ApiInvocation)handler.Create();
        await call.BindAsync(binder);
        return (call, binder);
    }

    private static DefaultHttpContext Request(string query, string? body = null, string type = "application/json")
    {
        var http = new DefaultHttpContext { RequestServices = Services() };
        http.Request.QueryString = new QueryString(query.Length == 0 ? null : query);
        if (body is not null)
        {
            http.Request.ContentType = type;
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            http.Request.ContentLength = body.Length;
        }
        return http;
    }

    private static ServiceProvider Services(List<string>? log = null) =>
        new ServiceCollection().AddSingleton(log ?? []).AddKeyedSingleton("k", "K").BuildServiceProvider();
}
