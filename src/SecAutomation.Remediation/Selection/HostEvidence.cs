using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Selection;

/// <summary>What each scanner saw open on one machine.</summary>
internal static class HostEvidence
{
    /// <summary>One piece of evidence for each connector, sorted.</summary>
    public static ScanEvidence[] Of(IReadOnlyList<ScannedHost> machine) =>
    [
        .. machine.GroupBy(record => record.Read.Connector, StringComparer.Ordinal)
            .OrderBy(connector => connector.Key, StringComparer.Ordinal)
            .Select(connector => Of(connector.Key, [.. connector])),
    ];

    private static ScanEvidence Of(string connector, ScannedHost[] records) => new()
    {
        Connector = connector,
        Source = string.Join("; ", records.Select(record => record.Read.Source).Where(source => source.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        OpenWork =
        [
            .. FindingFolding.Fold(records).Where(finding => finding.State != FindingState.Fixed).SelectMany(FindingWork.Of)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ],
        ScannedAt = records.Max(record => record.Read.ScannedAt),
        IsComplete = Array.TrueForAll(records, record => record.Read.IsComplete),
        Credentialed = records.MaxBy(record => record.Read.ScannedAt ?? DateTimeOffset.MinValue)!.Read.Credentialed,
    };
}
