namespace SecAutomation;

/// <summary>What was read from a scanner, so that absence can be told from not looked at.</summary>
public sealed record ScanRead
{
    /// <summary>The file or the connection; several joined with "; ".</summary>
    public string Source { get; init; } = "";

    /// <summary>The id of the connector that understood it.</summary>
    public string Connector { get; init; } = "";

    /// <summary>How many records the source announced; null where it announces none.</summary>
    public long? Expected { get; init; }

    /// <summary>How many records were read.</summary>
    public long Received { get; init; }

    /// <summary>How many records were read but could not be used; each was reported as an error.</summary>
    public long Skipped { get; init; }

    /// <summary>True where the source was read to its end, and nothing was skipped or missing.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether the scan of this host logged on to it; null where the source does not say.</summary>
    public bool? Credentialed { get; init; }

    /// <summary>When this host was scanned, UTC; null where the source does not say.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Source}: {Received} records{(Skipped == 0 ? "" : $", {Skipped} skipped")}{(IsComplete ? "" : ", incomplete")}";
}
