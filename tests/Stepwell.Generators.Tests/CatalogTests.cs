namespace Stepwell.Generators.Tests;

public sealed class CatalogTests
{
    internal const string OrderDesk = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using System.ComponentModel.DataAnnotations;
        using System.Security.Claims;
        namespace OrderDesk;

        /// <summary>A customer's order was placed.</summary>
        [Topic("order.placed", OrderingKey = "OrderId")] public sealed record OrderPlaced(string OrderId, Line[] Lines, Customer? Customer = null) : IOrderEvent;
        [Topic("order.priced")] public sealed record OrderPriced(string OrderId, decimal Total) : IOrderEvent;
        [Topic("order.rejected")] public sealed record OrderRejected(string OrderId, string Reason);
        [Topic("stock_reserved-x")] public sealed record StockReserved(int Number);
        public sealed record Line(string Sku, int Quantity);
        public sealed record Customer(Guid Id);
        public sealed record NewOrder(Line[] Lines);
        public sealed record OrderReceipt(string Id);
        public interface IOrderEvent { string OrderId { get; } }
        public interface IPrices { decimal Of(string sku); }
        public enum Sort { Up, Down }
        public sealed class UnknownSkuException : Exception;
        public sealed class Audit : IStepMiddleware { public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => next(); }

        /// <summary>Accepts an
        /// order of a <see cref="Customer"/>.</summary>
        [Post("/orders"), Emits<OrderPlaced>, Authorize("clerks", Roles = "a,b"), Responds(409, Description = "Twice.")]
        public sealed class PlaceOrder(IPrices prices, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("b\"ack")] IPrices backup, string note = "n\n") : IAsyncDisposable
        {
            public ApiResult<OrderReceipt> Handle(NewOrder body, StepContext step, byte[] raw)
            {
                _ = (prices, backup, note, raw);
                if (body.Lines.Length == 0) return ApiResult.BadRequest("empty");
                step.Emit(new OrderPlaced(step.TraceId, body.Lines));
                return ApiResult.Accepted(new OrderReceipt(step.TraceId));
            }
            public ValueTask DisposeAsync() => default;
        }
        public sealed record Page([FromQuery(Name = "n")] int Number = 1, [Range(1, 100)] int Size = 20, string? After = null, CancellationToken Cancel = default) { public string? Filter { get; init; } }
        public sealed record Upload(string Title, IFormFile Picture);

        [AllowAnonymous]
        public sealed class Orders : IDisposable
        {
            [Get("/orders/{orderId:guid}"), Get("/o/{orderId}")]
            public Task<string> FindAsync(Guid orderId, ClaimsPrincipal user, HttpContext http, Sort sort = Sort.Down, [FromHeader(Name = "X-Tag")] string[]? tags = null, [Range(1, 9)] int? depth = null, double factor = 1.5) =>
                Task.FromResult($"{orderId} {user} {http} {sort} {tags} {depth} {factor}");
            [Get("/orders")]
            public IReadOnlyList<string> List([AsParameters] Page page, List<int> ids, Uri? next, DateOnly? day, Microsoft.Extensions.Primitives.StringValues more) => [$"{page} {ids} {next} {day} {more}"];
            [Delete("/orders/{orderId}"), InTrace("{orderId}")]
            public async ValueTask DropAsync(string orderId, CancellationToken cancel) { _ = orderId; await Task.Yield(); cancel.ThrowIfCancellationRequested(); }
            [Put("orders/{orderId}/picture"), InGroup("picture/{orderId}")]
            public IResult Picture(string orderId, [FromForm] Upload upload, IFormFileCollection all, [FromForm] string? note) => Results.Ok($"{orderId} {upload} {all} {note}");
            [Api("PURGE", "/all")] public void Purge(Stream body, System.IO.Pipelines.PipeReader pipe, ReadOnlyMemory<byte> raw) => _ = (body, pipe, raw);
            public void Dispose() { }
        }

        [On<OrderPlaced>, Retry(3, FirstDelaySeconds = 0.5, Never = [typeof(UnknownSkuException)]), Concurrency(4), TimeLimit(30), Ordered, Use<Audit>]
        public sealed class PriceOrder
        {
            public async Task<OrderPriced?> HandleAsync(OrderPlaced e, StepContext step) { await Task.Yield(); _ = step; return new(e.OrderId, 1); }
            [Emits<OrderRejected>]
            public void OnFailure(OrderPlaced e, StepFailure failure, StepContext step) => step.Emit(new OrderRejected(e.OrderId, failure.Reason));
        }

        [On<OrderPlaced>, InGroup("customer/{Customer.Id}/{OrderId}")]
        public sealed class Reserve { public (StockReserved, OrderRejected?) Handle(OrderPlaced e) => (new(e.Lines.Length), null); }

        [On<OrderPlaced>, On<OrderPriced>, InGroup("order-{OrderId}")]
        public sealed class Watch
        {
            public async IAsyncEnumerable<OrderRejected> HandleAsync(IOrderEvent e) { await Task.Yield(); yield return new(e.OrderId, ""); }
            public void OnFailure(object e, StepFailure f) => _ = (e, f);
        }

        [OnAll<OrderPriced, StockReserved>]
        public sealed class ConfirmOrder { public IEnumerable<OrderRejected>? Handle(StockReserved s, OrderPriced p, CancellationToken c) => null; }

        public sealed class Nightly { [Cron("0 6 * * MON", TimeZone = "Europe/Berlin")] public Task ReportAsync(CronTick tick, StepContext step) => Task.FromResult((tick, step)); }
        public sealed class Desk
        {
            [On<OrderRejected>] public void First(OrderRejected e) { }
            [On<StockReserved>] public void Second(StockReserved e) { }
            public ValueTask FirstOnFailureAsync(StepFailure f) => default;
        }
        [Noop, LeadsTo<PlaceOrder>, WaitsFor<OrderRejected>, Flow("people"), Flow("x")] public sealed class Reviewer;
        """;

    [Fact]
    public void Catalog_OfAllKinds_IsComplete()
    {
        var run = Compiler.Run(("steps/orders/All.step.cs", OrderDesk));
        Assert.Equal(["SW0041"], run.Problems.Select(p => p.Id));
        var catalog = run.Catalog();
        Assert.Equal(["ConfirmOrder", "Desk", "Nightly", "Orders", "PlaceOrder", "PriceOrder", "Reserve", "Reviewer", "Watch"], catalog.Steps.Select(s => s.Name));
        Assert.Equal(4, catalog.Topics.Count);
    }

    [Fact]
    public void Topic_OfAnotherAssembly_IsInCatalogAndManifest()
    {
        var contracts = Compiler.Compilation("Contracts", ("T.cs", """[Topic("far", OrderingKey = "Id")] public sealed record Far(string Id);"""));
        using var image = new MemoryStream();
        Assert.True(contracts.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var app = Compiler.Compilation("App.Steps", ("S.step.cs", "[On<Far>] public sealed class S { public Far Handle(Far e) => e; }"))
            .AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray()));
        var result = Compiler.Driver().RunGeneratorsAndUpdateCompilation(app, out var output, out var problems, TestContext.Current.CancellationToken).GetRunResult();
        Assert.Empty(problems);
        Assert.DoesNotContain(output.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        var sources = result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        Assert.Contains("TopicManifest(\"far\"", sources["Topic_far.topic.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Topic_far.Define()", sources["Catalog.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps/orders/S.step.cs", "orders")]
    [InlineData("steps/orders/eu/S.step.cs", "orders/eu")]
    [InlineData("orders/S.cs", "orders")]
    [InlineData("steps/S.step.cs", "App")]
    [InlineData("S.cs", "App")]
    public void Flow_WithoutAttribute_IsTheFolder(string file, string flow) =>
        Assert.Equal([flow], Compiler.Run((file, """[Get("/s")] public sealed class S { public void Handle() { } }""")).Catalog().Steps.Single().Flows);

    [Fact]
    public void Description_OfAProjectWithoutDocuments_IsReadAllTheSame()
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "/// <summary>Says\n/// <c>hello</c>.<para>More.</para></summary>\n[Get(\"/s\")] public sealed class S;",
            Compiler.ParseOptions.WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.None), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("Says hello.", Text.DocText.Summary(tree.GetRoot(TestContext.Current.CancellationToken).ChildNodes().Single()));
    }

    [Fact]
    public void Attribute_OfTheAuthorsOwn_IsATrigger()
    {
        var catalog = Compiler.Run(("S.step.cs", """
            public sealed class PurgeAttribute(string route) : ApiAttribute(PurgeAttribute.Verb, route) { public const string Verb = "PURGE"; }
            [Purge("/x")] public sealed class S { public void Handle() { } }
            """)).Catalog();
        Assert.Equal([new Stepwell.Catalog.RouteDefinition("PURGE", "/x")], catalog.Handlers.Single().Routes);
    }
}
