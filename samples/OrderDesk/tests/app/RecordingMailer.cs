using System.Collections.Concurrent;

namespace OrderDesk.Tests;

/// <summary>Keeps mails as the outbox does: one per key.</summary>
internal sealed class RecordingMailer : IMailer
{
    private readonly ConcurrentDictionary<string, Mail> sent = new(StringComparer.Ordinal);

    public ICollection<Mail> Sent => sent.Values;

    /// <summary>True while the mail server is away.</summary>
    public bool IsDown { get; set; }

    /// <summary>True to send the mail and then fail, as when an answer is lost.</summary>
    public bool LosesAnswers { get; set; }

    public Task SendAsync(string key, Mail mail, CancellationToken cancellation)
    {
        if (IsDown) throw new IOException("The mail server is away.");
        sent[key] = mail;
        return LosesAnswers ? Task.FromException(new IOException("The answer was lost.")) : Task.CompletedTask;
    }
}
