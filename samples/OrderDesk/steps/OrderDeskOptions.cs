namespace OrderDesk;

/// <summary>The app's settings; section <c>OrderDesk</c> of the configuration.</summary>
public sealed class OrderDeskOptions
{
    public const string Section = "OrderDesk";

    /// <summary>Orders above this total wait for a person.</summary>
    /// <value>Default: 500.00.</value>
    public decimal ApprovalLimit { get; set; } = 500.00m;

    /// <summary>How long an order waits for a person before it is rejected.</summary>
    /// <value>Default: 48 hours.</value>
    public TimeSpan ApprovalPatience { get; set; } = TimeSpan.FromHours(48);

    /// <summary>True to refuse all that changes something; what is queued goes on.</summary>
    public bool Maintenance { get; set; }

    /// <summary>The folder mails are written to, for a mail server to pick up.</summary>
    /// <value>Default: <c>outbox</c> in the data directory.</value>
    public string? Outbox { get; set; }

    /// <summary>Who gets the nightly report.</summary>
    public string ReportTo { get; set; } = "shop@orderdesk.example";

    /// <summary>The secret shared with the payment provider.</summary>
    /// <value>Default: none, and every payment is refused.</value>
    public string? PaymentSecret { get; set; }

    /// <summary>The key that opens the reports.</summary>
    /// <value>Default: none, and nobody is let in.</value>
    public string? ReportKey { get; set; }
}
