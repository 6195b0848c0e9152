using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stepwell.Conformance.Steps;

public enum Tone { Warm, Cold }

public sealed record NewThing([Required, MinLength(2)] string Name, [Range(1, 9)] int Count, Tone Tone = Tone.Warm, NewPart[]? Parts = null);

public sealed record NewPart([StringLength(3)] string Code);

public sealed record Scalars(int Id, string? Text, Tone Tone, int[] Numbers, Guid? Key, int Page, DateOnly? Day);

[Get("/bind/scalars/{id}")]
public sealed class BindScalars
{
    public Scalars Handle(int id, string? text, [FromHeader(Name = "X-Tone")] Tone tone, [FromQuery(Name = "n")] int[] numbers, Guid? key, DateOnly? day, [Range(1, 50)] int page = 1) =>
        new(id, text, tone, numbers, key, page, day);
}

public sealed record Search([FromQuery(Name = "q")] string Text, [Range(1, 100)] int Size = 10, [FromHeader(Name = "X-Tone")] Tone? Tone = null);

[Get("/bind/parameters")]
public sealed class BindParameters
{
    public Search Handle([AsParameters] Search search) => search;
}

[Post("/bind/form")]
public sealed class BindForm
{
    public async Task<string> HandleAsync([FromForm] string title, [FromForm] int count, IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return $"{title} {count} {file.FileName} {await reader.ReadToEndAsync()}";
    }
}

[Post("/bind/body")]
public sealed class BindBody
{
    public NewThing Handle(NewThing body) => body;
}

[Post("/bind/optional")]
public sealed class BindOptional
{
    public string Handle(NewThing? body) => body?.Name ?? "nothing";
}

[Post("/bind/raw")]
public sealed class BindRaw
{
    public string Handle(NewThing body, byte[] raw) => body.Name + " " + raw.Length;
}

[Post("/bind/stream")]
public sealed class BindStream
{
    public async Task<string> HandleAsync(Stream body)
    {
        using var reader = new StreamReader(body);
        return await reader.ReadToEndAsync();
    }
}

[Post("/bind/context")]
public sealed class BindContext
{
    public string Handle(HttpContext http, System.Security.Claims.ClaimsPrincipal user, StepContext step) =>
        $"{http.Request.Path} {user.Identity?.Name} {ReferenceEquals(http, step.Http)}";
}
