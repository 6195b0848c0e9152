using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Stepwell.Tests.Contracts;

public enum Colour { Red, Green, DarkBlue }

public sealed record NewOrder(
    [StringLength(20, MinimumLength = 2)] string Customer,
    [EmailAddress] string? Email,
    [MinLength(1), MaxLength(3)] Line[] Lines,
    Colour Colour = Colour.Red);

public sealed record Line([RegularExpression("[A-Z]{2}[0-9]{2}")] string Sku, [Range(1, 99)] int Quantity, [Range(0, 1000, MinimumIsExclusive = true)] decimal Price = 1);

[Description("A person.")]
public sealed class Person
{
    [Required, Description("First and last name.")]
    public string? Name { get; set; }

    [Range(0, 150)]
    public int? Age { get; init; }

    public required Guid Id { get; init; }

    public string Nick { get; set; } = "none";

    public string Town { get; set; } = null!;

    public DateTimeOffset? Born { get; set; }

    public int Double => (Age ?? 0) * 2;
}

public sealed record Bag(
    Dictionary<string, Line> ByName,
    Dictionary<string, int?> Counts,
    List<string?> Notes,
    [MinLength(1)] List<string> Tags,
    [Required(AllowEmptyStrings = true)] string? Title,
    [AllowedValues("a", "b")] string Kind,
    [DeniedValues(13)] int Luck = 7,
    bool Flag = false,
    short Small = 0);

public sealed record Scalars(Guid Id, DateOnly Day, TimeOnly Time, Uri Link, byte[] Bytes, double Ratio, long Big, byte Tiny, char Letter, [Url] string? Home, [Length(2, 4)] string Code);

public sealed record Tree([Required] string Label, List<Tree>? Children = null, Tree? Left = null);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle([Range(0, 10)] double Radius) : Shape;

public sealed record Square(double Side, [Sensitive] string Owner = "") : Shape;

public sealed record Drawing(Shape Main, Shape[] Others);

public sealed record Span(DateOnly From, DateOnly To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To < From) yield return new ValidationResult("The end is before the start.", [nameof(To)]);
    }
}

public sealed record Plain(int Number, double Ratio, Colour Colour, PlainPart Part);

public sealed record PlainPart(bool Flag, string Text);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Strict(int Number);

public sealed record Card([Sensitive] string Number, string Holder);

public sealed record Item(string Name, [Sensitive] int Pin);

public sealed record Payment(Card Card, Item[] Items, Dictionary<string, Secret> Map, [Sensitive] Card? Backup = null);

public sealed class Secret
{
    [Sensitive, JsonPropertyName("the.secret")]
    public string? Value { get; set; }
}

public sealed record SecretTree([Sensitive] string Secret, string Label, SecretTree[]? Children = null, SecretTree? Next = null);

public sealed record Forest(string Name, SecretTree Tree);

public sealed class Guarded
{
    public Guarded(string sku) => Sku = sku.Length == 4 ? sku : throw new ArgumentException("A sku has 4 characters.", nameof(sku));

    public string Sku { get; }
}
