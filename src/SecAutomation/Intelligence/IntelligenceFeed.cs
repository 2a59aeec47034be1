namespace SecAutomation;

/// <summary>One feed as it was read into the intelligence store.</summary>
public sealed record IntelligenceFeed
{
    /// <summary>Which feed.</summary>
    public FeedKind Kind { get; init; }

    /// <summary>The file or the URL that it was read from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The day that the feed itself gives, UTC; the newest change that it holds where it gives none; null where it says neither.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>How many CVEs it told of.</summary>
    public int Count { get; init; }

    /// <summary>SHA-256 of its bytes as they were read, 64 lower-case hex digits; of several files, of their hashes in order.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The version of its model or catalogue; null where it gives none.</summary>
    public string? Version { get; init; }

    /// <summary>The entity tag that its server gave, so that an unchanged feed need not be sent again; null for files.</summary>
    public string? EntityTag { get; init; }

    /// <summary>When it changed last, in the words of its server, for the same reason; null for files.</summary>
    public string? LastModified { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind} of {AsOf:yyyy-MM-dd}: {Count} CVEs");
}
