using System.Globalization;

namespace SecAutomation.Remediation.Rendering;

/// <summary>One detection of a scanner, for a template.</summary>
/// <param name="Score">The detection's score and its version, the vendor's label where there is none.</param>
/// <param name="Title">The scanner's title.</param>
/// <param name="Id">The scanner's number; empty where it has none.</param>
/// <param name="Cves">The CVEs; empty where it has none.</param>
/// <param name="Ports">Where it was seen, for example <c>443/tcp</c>; empty where it belongs to no port.</param>
/// <param name="FirstSeen">When it was first seen, and how long ago; null where no source says.</param>
internal sealed record DetectionModel(string Score, string Title, string Id, string Cves, string Ports, string? FirstSeen)
{
    public static DetectionModel Of(Finding[] findings, int limit, DateOnly today)
    {
        Finding worst = findings.MaxBy(finding => finding.CvssScore ?? -1)!;
        string score = worst switch
        {
            { CvssScore: { } cvss, CvssVersion: { } version } => string.Create(CultureInfo.InvariantCulture, $"CVSS {cvss:0.0} (v{version})"),
            { CvssScore: { } cvss } => string.Create(CultureInfo.InvariantCulture, $"CVSS {cvss:0.0}"),
            { VendorLabel: { Length: > 0 } label } => $"{label} by the scanner, no CVSS",
            _ => "no CVSS",
        };
        string[] cves = [.. findings.SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] ports =
        [
            .. findings.Where(finding => finding.Port is not null)
                .OrderBy(finding => finding.Port)
                .Select(finding => string.Create(
                    CultureInfo.InvariantCulture, $"{finding.Port}{(finding.Protocol is null ? "" : $"/{finding.Protocol}")}"))
                .Distinct(StringComparer.Ordinal),
        ];
        return new DetectionModel(
            TicketModel.Value(score),
            TicketModel.Value(worst.Title ?? "a finding without a title"),
            TicketModel.Value(worst.DetectionId),
            TicketModel.Join(cves, limit),
            TicketModel.Value(TicketModel.Join(ports, limit)),
            TicketModel.Aged(findings.Min(finding => finding.FirstSeen), today));
    }
}
