namespace OrderDesk;

/// <summary>Sends mails.</summary>
public interface IMailer
{
    /// <param name="key">Two mails with the same key are one.</param>
    Task SendAsync(string key, Mail mail, CancellationToken cancellation);
}
