namespace SecAutomation.Storage.Ledger;

/// <summary>What came of asking for the right to deliver a ticket.</summary>
public sealed record Claim
{
    /// <summary>Who else delivers it, or holds work of it; null where the right was given.</summary>
    public string? HeldBy { get; init; }

    /// <summary>When a request left whose outcome nobody knows; null where there was none.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The id of the ticket, where the ledger knows it.</summary>
    public string? TicketId { get; init; }

    /// <summary>Whether the right was given.</summary>
    public bool IsGiven => HeldBy is null;
}
