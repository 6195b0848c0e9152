using System.Security.Cryptography;
using Stepwell;

namespace WorkbenchApp.Parcels;

/// <summary>Takes a body as it is.</summary>
[Put("/parcels/{title}")]
public sealed class TakeBytes
{
    public ParcelTaken Handle(string title, byte[] body) => new(title, null, body.LongLength, Convert.ToHexStringLower(SHA256.HashData(body)));
}
