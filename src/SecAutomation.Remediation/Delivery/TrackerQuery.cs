namespace SecAutomation.Remediation.Delivery;

/// <summary>Which tickets are wanted, open and closed: those that any of the lists names. What no list asks for is not looked for.</summary>
/// <remarks>
/// Whatever the server answers is compared again on our side: it may ignore a filter, fold case or find parts of words. More
/// tickets than were asked for are no harm.
/// </remarks>
public sealed record TrackerQuery
{
    /// <summary>Keys.</summary>
    public IReadOnlyCollection<string> Key { get; init; } = [];

    /// <summary>When a request for these keys left whose outcome nobody knows: a search that does not show all yet is not enough then; null: none did.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Names of hosts, lower-case.</summary>
    public IReadOnlyCollection<string> Alias { get; init; } = [];

    /// <summary>Ids.</summary>
    public IReadOnlyCollection<string> Id { get; init; } = [];

    /// <summary>All tickets with our marker that were created at or after this time; null: not asked for.</summary>
    public DateTimeOffset? MarkedSince { get; init; }
}
