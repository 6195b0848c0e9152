using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrderDesk;

/// <summary>Writes mails as files into a folder that a mail server picks up (Postfix, IIS SMTP and others have one).</summary>
public sealed class OutboxMailer(IOptions<OrderDeskOptions> options, IConfiguration configuration, IHostEnvironment environment, TimeProvider time) : IMailer
{
    private const string From = "orders@orderdesk.example";
    private readonly string folder = Path.GetFullPath(
        options.Value.Outbox ?? Path.Combine(configuration["Stepwell:DataDirectory"] ?? ".stepwell", "outbox"), environment.ContentRootPath);

    public async Task SendAsync(string key, Mail mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        Directory.CreateDirectory(folder);
        // The key names the file, so a second attempt writes the same one; whole or not at all, since the server may look any time.
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32] + ".eml");
        var draft = file + ".part";
        await File.WriteAllTextAsync(draft, Format(mail, Path.GetFileNameWithoutExtension(file)), cancellation);
        File.Move(draft, file, overwrite: true);
    }

    private string Format(Mail mail, string id)
    {
        if (mail.To.AsSpan().ContainsAny('\r', '\n') || mail.Subject.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("A header has one line.", nameof(mail));
        var text = new StringBuilder();
        string[] headers =
        [
            "From: " + From,
            "To: " + mail.To,
            "Subject: " + mail.Subject,
            "Date: " + time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            $"Message-ID: <{id}@orderdesk.example>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ];
        foreach (var header in headers) text.Append(header).Append("\r\n");
        return text.Append("\r\n").Append(mail.Text.ReplaceLineEndings("\r\n")).ToString();
    }
}
