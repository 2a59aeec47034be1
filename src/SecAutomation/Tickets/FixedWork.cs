namespace SecAutomation;

/// <summary>Work of a ticket that a scan saw done, with the evidence.</summary>
public sealed record FixedWork
{
    /// <summary>The host's name in the ticket's units.</summary>
    public string Host { get; init; } = "";

    /// <summary>The CVE, or <c>detection:</c> and the scanner's number.</summary>
    public string Work { get; init; } = "";

    /// <summary>When the scan looked at the host, UTC.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    /// <summary>The report or connection that says so.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Host}|{Work}";
}
