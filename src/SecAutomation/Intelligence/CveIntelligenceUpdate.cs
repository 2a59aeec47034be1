namespace SecAutomation;

/// <summary>What one run of Update-CveIntelligence took, and what the store holds since.</summary>
public sealed record CveIntelligenceUpdate
{
    /// <summary>The file with the intelligence.</summary>
    public string StorePath { get; init; } = "";

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The feeds that this run took.</summary>
    public FeedKind[] Taken { get; init; } = [];

    /// <summary>The feeds of which their server said that nothing changed.</summary>
    public FeedKind[] Unchanged { get; init; } = [];

    /// <summary>All feeds in the store, with their days, counts and hashes.</summary>
    public IntelligenceFeed[] Feed { get; init; } = [];

    /// <summary>How many CVEs the store holds.</summary>
    public int CveCount { get; init; }

    /// <summary>How many records this run read.</summary>
    public long Received { get; init; }

    /// <summary>How many of them could not be used; each was reported.</summary>
    public long Skipped { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public long StoreSize { get; init; }
}
