namespace SecAutomation;

/// <summary>One host inside a ticket: who it is, what is known of it, and what is to be done.</summary>
public sealed record TicketHost
{
    /// <summary>The host's name as the scanner spells it.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The fully qualified name; null where nobody knows it.</summary>
    public string? Fqdn { get; init; }

    /// <summary>The name that stands in the ticket's units; it stays what it was when the host came into the ticket, whatever is learnt later.</summary>
    public string CanonicalName { get; init; } = "";

    /// <summary>Every name that anybody gave for the host, lower-case, distinct and sorted: by these it is found again.</summary>
    public string[] Alias { get; init; } = [];

    /// <summary>IP addresses; null where nobody said.</summary>
    public string[]? IPAddress { get; init; }

    /// <summary>The operating system; null where nobody said.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The person or group that answers for it; null where nobody said.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the inventory knows the host.</summary>
    public MatchStatus MatchStatus { get; init; }

    /// <summary>How much the match can be relied on.</summary>
    public MatchConfidence MatchConfidence { get; init; }

    /// <summary>Why the match is what it is.</summary>
    public string MatchReason { get; init; } = "";

    /// <summary>When the inventory last saw it, UTC.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>True where the inventory has not seen it for longer than it may be silent.</summary>
    public bool IsStale { get; init; }

    /// <summary>When the scanner looked at it, UTC.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    /// <summary>The connectors whose findings stand here; a host is fixed by the word of these alone. Empty where nobody said.</summary>
    public string[] Scanner { get; init; } = [];

    /// <summary>The software of the inventory that the findings are about; null where the inventory did not say what is installed.</summary>
    public InstalledSoftware[]? AffectedSoftware { get; init; }

    /// <summary>Where the facts come from: property to source.</summary>
    public IReadOnlyDictionary<string, string> FactSource { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The CVEs of <see cref="Finding"/> that were known to be exploited when the ticket was judged last, sorted.</summary>
    public string[] KnownExploitedCve { get; init; } = [];

    /// <summary>What a decision table said of the CVEs of <see cref="Finding"/> when the ticket was judged last; empty where none was asked.</summary>
    public RemediationDecision[] Decision { get; init; } = [];

    /// <summary>What is to be fixed.</summary>
    public Finding[] Finding { get; init; } = [];
}
