namespace SecAutomation;

/// <summary>What IT needs to know of one host: the outcome of step 3.</summary>
/// <remarks>A null list means that nobody said; an empty one means that the inventory said "none".</remarks>
public sealed record AssetDetail
{
    private string? _matchReason;

    /// <summary>The host's name as the scanner spells it.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The fully qualified name; null where nobody knows it.</summary>
    public string? Fqdn { get; init; }

    /// <summary>Whether the inventory knows the host.</summary>
    public MatchStatus MatchStatus { get; init; }

    /// <summary>How much the match can be relied on.</summary>
    public MatchConfidence MatchConfidence { get; init; }

    /// <summary>Why the match is what it is.</summary>
    public string MatchReason
    {
        get => _matchReason ??= Explanation?.Explain().Reason ?? "";
        init => _matchReason = value;
    }

    /// <summary>IP addresses; null where nobody said.</summary>
    public string[]? IPAddress { get; init; }

    /// <summary><see cref="IPAddress"/> in one text, for Export-Csv; "unknown" where nobody said, "none" where there are none.</summary>
    public string IPAddressText => IPAddress switch { null => "unknown", [] => "none", _ => string.Join(", ", IPAddress) };

    /// <summary>The operating system; null where nobody said.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Installed software; null where nobody said.</summary>
    public InstalledSoftware[]? InstalledSoftware { get; init; }

    /// <summary><see cref="InstalledSoftware"/> in one text, for Export-Csv; "unknown" where nobody said, "none" where there is none.</summary>
    public string InstalledSoftwareText => InstalledSoftware switch
    {
        null => "unknown",
        [] => "none",
        _ => string.Join("; ", InstalledSoftware.Select(software => software.ToString())),
    };

    /// <summary>The person or group that answers for it; null where nobody said.</summary>
    public string? Owner { get; init; }

    /// <summary>When the inventory last saw it, UTC; null where it does not say.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>True where the inventory has not seen it for longer than it may be silent (30 days).</summary>
    public bool IsStale { get; init; }

    /// <summary>Where the facts come from: property to source, for example <c>IPAddress</c> to <c>assets.csv, line 4</c>.</summary>
    public IReadOnlyDictionary<string, string> FactSource { get; init; } = 
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The inventory that knows the host; empty where none does.</summary>
    public string Source { get; init; } = "";

    /// <summary>The asset; null where the host was not identified.</summary>
    public Asset? Asset { get; init; }

    /// <summary>The assets between which nothing could decide.</summary>
    public Asset[] Candidate { get; init; } = [];

    /// <summary>The host of step 1; null where a bare name was asked for.</summary>
    public CriticalCveHost? CriticalCveHost { get; init; }

    /// <summary>Where <see cref="MatchReason"/> comes from; null where it was set.</summary>
    internal IMatchExplanation? Explanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Fqdn ?? ComputerName} ({MatchStatus})";
}
