using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed class ValidateTests
{
    public sealed record Renamed([property: Display(Name = "Given name")][StringLength(3)] string First, [Range(1, 2)] int SecondValue);

    public sealed record WithContext([Even] int Number, [property: Compare("Number")] int Same = 2);

    public sealed record Around(HttpContext Http, IFormFile? File, [Range(1, 5)] int Page);

    public sealed record Share([Range(0, 99)] double Part, [Range(0, 99)] decimal Money);

    public sealed record Nested(List<string[]> Inner);

    public sealed class Node
    {
        [MaxLength(2)]
        public string Name { get; set; } = "";

        public Node? Next { get; set; }

        public List<Node> Others { get; } = [];
    }

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
    private sealed class EvenAttribute : ValidationAttribute
    {
        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            value is int n && n % 2 == 0 ? ValidationResult.Success : new ValidationResult($"{validationContext.DisplayName} is odd.");
    }

    [Fact]
    public void Validate_RecordParameters_AreChecked()
    {
        var errors = Registry.Validate(new NewOrder("A", "nobody", [new("AB12", 0), new("x", 5)]));
        Assert.Equal(["customer", "email", "lines[0].quantity", "lines[1].sku"], errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Validate_Messages_UseTheDisplayNameElseTheJsonName()
    {
        var errors = Registry.Validate(new Renamed("four", 3));
        Assert.Contains("Given name", Assert.Single(errors["first"]), StringComparison.Ordinal);
        Assert.Contains("field secondValue ", Assert.Single(errors["secondValue"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_RulesThatNeedTheObject_GetIt()
    {
        Assert.Empty(Registry.Validate(new WithContext(2)));
        Assert.Equal(["number", "same"], Registry.Validate(new WithContext(3)).Keys.Order());
    }

    [Fact]
    public void Validate_ObjectThatChecksItself_IsAskedOnceItsMembersAreFine()
    {
        var errors = Registry.Validate(new[] { new Span(new(2026, 2, 1), new(2026, 1, 1)) });
        Assert.Equal(["The end is before the start."], errors["[0].to"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Validate_RequiredText_MustNotBeEmpty(string? name) =>
        Assert.Equal("name", Assert.Single(Registry.Validate(new Person { Id = Guid.NewGuid(), Name = name, Town = "" })).Key);

    [Fact]
    public void Validate_NullWhereNoneIsAllowed_IsNamed()
    {
        Assert.Equal("town", Assert.Single(Registry.Read<Person>("""{"name":"a","id":"7f0a3ab4-6a4f-4c8a-9d7e-1c3a4b0f5d11"}""").Errors).Key);
        Assert.Equal("part.text", Assert.Single(Registry.Validate(new Plain(1, 1, Colour.Red, new(true, null!)))).Key);
    }

    [Fact]
    public void Validate_Cycle_Ends()
    {
        var node = new Node { Name = "long" };
        node.Next = node;
        node.Others.AddRange([node, new Node { Name = "other" }]);
        Assert.Equal("name", Registry.Validate(node).Keys.First());
    }

    [Fact]
    public void Validate_BottomlessChain_Ends()
    {
        var first = new Node();
        var last = first;
        for (var i = 0; i < 100_000; i++) last = last.Next = new Node();
        last.Name = "long";
        Assert.Empty(Registry.Validate(first));
    }

    [Fact]
    public void Validate_PlatformObjects_AreNotLookedInto() =>
        Assert.Equal("page", Assert.Single(Registry.Validate(new Around(new DefaultHttpContext(), null, 9))).Key);

    [Fact]
    public void Read_TypeWithoutRules_AllocatesNoMoreThanTheSerializer()
    {
        var json = """{"number":1,"ratio":2,"colour":"red","part":{"flag":true,"text":"a"}}"""u8.ToArray();
        var info = Registry.Default.Options.GetTypeInfo(typeof(Plain));
        var errors = new ContractErrors();

        var bare = Allocated(() => JsonSerializer.Deserialize(json, info));
        var read = Allocated(() => Registry.Default.Read(typeof(Plain), json, errors));

        Assert.Equal(bare, read);
        Assert.Equal(0, Allocated(() => Registry.Default.Sensitive(typeof(Plain))));
    }

    private static long Allocated(Func<object?> act)
    {
        for (var i = 0; i < 200; i++) act();
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    [Theory]
    [InlineData(98.9, true)]
    [InlineData(99.4, false)]
    public void Validate_FractionAgainstWholeLimits_IsNotRounded(double value, bool fine) =>
        Assert.Equal(fine, Registry.Validate(new Share(value, (decimal)value)).Count == 0);

    [Fact]
    public void Validate_DerivedValue_IsCheckedAsWhatItIs() =>
        Assert.Equal("radius", Assert.Single(Registry.Validate<Shape>(new Circle(11))).Key);

    [Fact]
    public void Validate_MemberSetToNullByAConstructor_IsNamed() =>
        Assert.Equal("inner[0][1]", Assert.Single(Registry.Validate(new Nested([["a", null!]]))).Key);

    [Fact]
    public void Check_SingleAnnotation_NamesTheParameter()
    {
        var errors = new ContractErrors();
        ContractValidation.Check(new RangeAttribute(1, 5), 9, "page", "page", errors, null);
        ContractValidation.Check(new RequiredAttribute(), null, "name", "name", errors, null);
        Assert.Equal(["name", "page"], errors.ToDictionary().Keys.Order());
    }
}
