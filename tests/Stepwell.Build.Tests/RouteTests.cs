using Stepwell.Build.Functions;
using Stepwell.Build.Manifest;

namespace Stepwell.Build.Tests;

public sealed class RouteTests
{
    [Theory]
    [InlineData("/", "{root:maxlength(0)?}")]
    [InlineData("/orders", "orders")]
    [InlineData("orders/", "orders")]
    [InlineData("/orders/{id}", "orders/{id}")]
    [InlineData("/orders/{id:int:min(1)}", "orders/{id:int:min(1)}")]
    [InlineData("/orders/{page:int=1}", "orders/{page:int=1}")]
    [InlineData("/orders/{id?}", "orders/{id?}")]
    [InlineData("/files/{**path}", "files/{*path}")]
    [InlineData("/files/{*path:regex(^a/b$)=x}", "files/{*path:regex(^a/b$)=x}")]
    [InlineData(@"/x/{a:regex(^\d{{2}}/$)}", @"x/{a:regex(^\d{{2}}/$)}")]
    [InlineData("/v{version}.{ext?}", "v{version}.{ext?}")]
    public void Route_OfATemplate_IsWhatTheHostReads(string template, string expected) => Assert.Equal(expected, new FunctionRoutes([]).Write(template));

    [Theory]
    [InlineData("/{slug}", "{slug:minlength(1)}")]
    [InlineData("/{slug=start}", "{slug:minlength(1)=start}")]
    [InlineData("/{slug?}", "{slug:minlength(1)?}")]
    [InlineData("/{slug:alpha}", "{slug:alpha}")]
    [InlineData("/{slug}/edit", "{slug}/edit")]
    [InlineData("/docs/{page}", "docs/{page:minlength(1)}")]
    [InlineData("/DOCS/{page}", "DOCS/{page:minlength(1)}")]
    [InlineData("/other/{page}", "other/{page}")]
    public void Route_RivalOfACatchAll_IsMadeTheMoreSpecific(string template, string expected) =>
        Assert.Equal(expected, new FunctionRoutes([new("GET", template), new("GET", "/docs/{*rest}")]).Write(template));

    [Fact]
    public void Unmatched_BesideAnAppsCatchAll_TakesTheOtherMethods()
    {
        Assert.Empty(new FunctionRoutes([new("GET", "/docs/{*rest}")]).UnmatchedMethods);
        Assert.Equal(["post", "put", "patch", "delete", "options", "trace"], new FunctionRoutes([new RoutePiece("GET", "/{**rest}")]).UnmatchedMethods);
    }

    [Theory]
    [InlineData("{a:int}", "int")]
    [InlineData("{a:length(2,4):alpha}", "length alpha")]
    [InlineData("{a:regex(^x:y=z?$)=5}", "regex")]
    [InlineData("{a=x:y}", "")]
    [InlineData("{*a:slug}", "slug")]
    [InlineData("a{b:int}c{d:long}", "int long")]
    public void Constraints_OfASegment_AreFound(string segment, string expected) => Assert.Equal(expected, string.Join(' ', RouteSegment.Parse(segment).Constraints));

    [Theory]
    [InlineData("PlaceOrder", true)]
    [InlineData("Step_Method", true)]
    [InlineData("_Step", false)]
    [InlineData("Bestätigen", false)]
    [InlineData("Host", false)]
    [InlineData("", false)]
    public void FunctionName_OfALetterAndSoOn_IsAllowed(string name, bool expected) => Assert.Equal(expected, FunctionNames.IsAllowed(name));

    [Fact]
    public void FunctionName_TooLong_IsCutAndStaysItsOwn()
    {
        var names = new[] { 'a', 'b' }.Select(c => FunctionNames.OfTrigger("Step", "get_/" + new string('x', 200) + c, [])).ToList();
        Assert.All(names, n => Assert.True(n.Length == 128 && FunctionNames.IsAllowed(n)));
        Assert.NotEqual(names[0], names[1]);
    }
}
