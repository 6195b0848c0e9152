using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Stepwell;

namespace WorkbenchApp.Parcels;

/// <summary>Takes a form with a file.</summary>
[Post("/parcels")]
public sealed class TakeFile
{
    public async Task<ParcelTaken> HandleAsync([FromForm] string title, IFormFile file, StepContext step)
    {
        await using var content = file.OpenReadStream();
        return new(title, file.FileName, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, step.CancellationToken)));
    }
}
