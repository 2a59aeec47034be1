namespace SecAutomation;

/// <summary>Everything that one scanner saw open on a host, so that fixed can be told from not looked at and from not asked for.</summary>
public sealed record ScanEvidence
{
    /// <summary>The connector that understood the scanner's word; empty where it is not known.</summary>
    public string Connector { get; init; } = "";

    /// <summary>The files or connections; several joined with "; ".</summary>
    public string Source { get; init; } = "";

    /// <summary>CVEs, and <c>detection:</c> with the scanner's number of findings that carry none; sorted, whatever their score. What is accepted stands here too: accepted is not fixed.</summary>
    public string[] OpenWork { get; init; } = [];

    /// <summary>When the host was scanned, UTC; null where the source does not say.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    /// <summary>True where every source was read to its end, and nothing was skipped or missing.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether the newest scan logged on to the host; null where the source does not say.</summary>
    public bool? Credentialed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {OpenWork.Length} open";
}
