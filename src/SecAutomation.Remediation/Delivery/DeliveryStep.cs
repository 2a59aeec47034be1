namespace SecAutomation.Remediation.Delivery;

/// <summary>One step of a delivery.</summary>
/// <param name="Kind">What to do.</param>
public sealed record DeliveryStep(DeliveryStepKind Kind)
{
    /// <summary>The ticket that is read, repaired or merged.</summary>
    public string Id { get; init; } = "";

    /// <summary>The ticket that it is merged into.</summary>
    public string WinnerId { get; init; } = "";

    /// <summary>Until when to wait.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Of a search: when a request left whose outcome nobody knows; null: none did.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What to send again.</summary>
    public TrackerChange Change { get; init; } = new();
}
