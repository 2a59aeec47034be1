namespace SecAutomation.Remediation.Tests.Delivery;

/// <summary>What a ledger knows of one key.</summary>
internal sealed class SimulatedLedger
{
    /// <summary>When a request left whose outcome is not known.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The ticket of the key.</summary>
    public string? Id { get; set; }
}
