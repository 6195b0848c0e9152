using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.Binding;

/// <summary>Reads a text as a value.</summary>
/// <returns>False where the text is no <typeparamref name="T"/>.</returns>
public delegate bool ValueParser<T>(string text, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value);

/// <summary>Takes an api handler's arguments from a request and collects everything that is wrong with them.</summary>
public sealed class ApiBinder
{
    private readonly ContractRegistry contracts;
    private readonly RequestBody body;
    private IFormCollection? form;

    /// <summary>Binds from a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="contracts">How JSON is read and validated.</param>
    /// <param name="body">The request's body, read at most once whatever the number of attempts.</param>
    public ApiBinder(HttpContext http, ContractRegistry contracts, RequestBody body)
    {
        Http = http;
        this.contracts = contracts;
        this.body = body;
    }

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>What is wrong, by JSON path, parameter or header; empty where all is well.</summary>
    public ContractErrors Errors { get; } = new();

    /// <summary>A request that cannot be bound for another reason than its values: 413 or 415; null for none.</summary>
    public ProblemDetails? Rejection { get; private set; }

    /// <summary>The type that the body was read as, whether it could be or not; null where none was asked for.</summary>
    public Type? BodyType { get; private set; }

    /// <summary>The typed body, for records of history; null where none was bound.</summary>
    public object? BoundBody { get; private set; }

    /// <summary>A value that must be there.</summary>
    public T Required<T>(BindFrom from, string name, ValueParser<T> parse)
    {
        if (TryText(from, name, out var text)) return Parsed(from, name, text, parse);
        Errors.Add(name, $"The {Describe(from)} '{name}' is required.");
        return default!;
    }

    /// <summary>A value that may be missing.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parse">Reads it.</param>
    /// <param name="fallback">What stands for it where it is missing.</param>
    public T? Optional<T>(BindFrom from, string name, ValueParser<T> parse, T? fallback = default) =>
        TryText(from, name, out var text) ? Parsed(from, name, text, parse) : fallback;

    /// <summary>A value that may be missing, of a value type.</summary>
    public T? OptionalValue<T>(BindFrom from, string name, ValueParser<T> parse, T? fallback = null) where T : struct =>
        TryText(from, name, out var text) ? Parsed(from, name, text, parse) : fallback;

    /// <summary>All values of a name; empty where there is none.</summary>
    public T[] Many<T>(BindFrom from, string name, ValueParser<T> parse)
    {
        var texts = Texts(from, name);
        if (texts.Count == 0) return [];
        var values = new List<T>(texts.Count);
        foreach (var text in texts)
            if (text is not null)
                values.Add(Parsed(from, name, text, parse));
        return [.. values];
    }

    /// <summary>The JSON body.</summary>
    /// <param name="optional">True where an empty body means default.</param>
    public async ValueTask<T> BodyAsync<T>(bool optional = false)
    {
        BodyType = typeof(T);
        if (!await body.EnsureJsonAsync().ConfigureAwait(false))
        {
            Rejection ??= body.Rejection;
            return default!;
        }
        var bytes = body.Bytes;
        if (bytes.IsEmpty || (optional && bytes.Span.SequenceEqual("null"u8)))
        {
            if (!optional) Errors.Add("$", "A JSON body is required.");
            return default!;
        }
        var value = contracts.Read<T>(bytes, Errors);
        BoundBody = value;
        return value!;
    }

    /// <summary>The bytes of the body, whatever they are.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> RawBodyAsync()
    {
        if (!await body.EnsureBytesAsync().ConfigureAwait(false)) Rejection ??= body.Rejection;
        return body.Bytes;
    }

    /// <summary>The body as a stream, from its beginning in every attempt.</summary>
    public ValueTask<Stream> StreamAsync() => body.StreamAsync();

    /// <summary>The body as a pipe, from its beginning in every attempt.</summary>
    public async ValueTask<PipeReader> PipeAsync() => PipeReader.Create(await body.StreamAsync().ConfigureAwait(false));

    /// <summary>Reads the form; must come before form fields and files.</summary>
    public async ValueTask ReadFormAsync()
    {
        form = await body.FormAsync().ConfigureAwait(false);
        if (form is null) Rejection ??= body.Rejection;
    }

    /// <summary>The form that <see cref="ReadFormAsync"/> read; empty where the request was rejected.</summary>
    public IFormCollection Form => form ?? FormCollection.Empty;

    /// <summary>A file that must be there.</summary>
    public IFormFile File(string name)
    {
        if (Form.Files.GetFile(name) is { } file) return file;
        if (Rejection is null) Errors.Add(name, $"The file '{name}' is required.");
        return null!;
    }

    /// <summary>A file that may be missing.</summary>
    public IFormFile? OptionalFile(string name) => Form.Files.GetFile(name);

    /// <summary>All files.</summary>
    public IFormFileCollection Files => Form.Files;

    /// <summary>Checks a bound value's annotations; generated code calls it for parameters that carry some.</summary>
    /// <param name="name">The parameter's name on the wire.</param>
    /// <param name="value">The bound value.</param>
    /// <param name="rules">The annotations.</param>
    public void Check(string name, object? value, params ReadOnlySpan<System.ComponentModel.DataAnnotations.ValidationAttribute> rules)
    {
        // What could not be read, or is not there, has been told; the default that stands for it breaks no rule of anybody's.
        if (Errors.Has(name)) return;
        foreach (var rule in rules) ContractValidation.Check(rule, value, name, name, Errors, Http.RequestServices);
    }

    /// <summary>Checks the annotations of an <c>[AsParameters]</c> object.</summary>
    /// <param name="value">The bound object.</param>
    /// <param name="names">The members that have another name on the wire than in JSON, by their name in C#.</param>
    public void CheckObject<T>(T value, params ReadOnlySpan<(string Member, string Wire)> names)
    {
        var found = new ContractErrors();
        contracts.Validate(value, found);
        if (found.IsEmpty) return;
        var wires = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (member, wire) in names) wires[contracts.NameOf(typeof(T), member)] = wire;
        Errors.AddNew(found, path => wires.GetValueOrDefault(path, path));
    }

    private T Parsed<T>(BindFrom from, string name, string text, ValueParser<T> parse)
    {
        if (parse(text, out var value)) return value;
        Errors.Add(name, $"The {Describe(from)} '{name}' has the value '{Shorten(text)}', which is no {ContractText.TypeName(typeof(T))}.");
        return default!;
    }

    private bool TryText(BindFrom from, string name, out string text)
    {
        text = from == BindFrom.Route ? Http.GetRouteValue(name)?.ToString()! : Texts(from, name) is [{ } first, ..] ? first : null!;
        return text is not null;
    }

    private StringValues Texts(BindFrom from, string name) => from switch
    {
        BindFrom.Query => Http.Request.Query[name],
        BindFrom.Header => Http.Request.Headers[name],
        BindFrom.Form => Form[name],
        BindFrom.Route => Http.GetRouteValue(name)?.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(from), from, "Bodies and files have methods of their own."),
    };

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64] + "…";

    private static string Describe(BindFrom from) => from switch
    {
        BindFrom.Query => "query parameter",
        BindFrom.Header => "header",
        BindFrom.Form => "form field",
        _ => "route value",
    };
}
