using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Rendering;

/// <summary>One fix and what it closes, for a template.</summary>
/// <param name="Solution">What the scanner tells to do.</param>
/// <param name="HasSolution">Whether it tells anything.</param>
/// <param name="Detections">What is closed by it, the worst first.</param>
/// <param name="MoreDetections">How many more there are.</param>
/// <param name="Hosts">The hosts.</param>
/// <param name="Software">The affected software that an inventory knows on these hosts; empty where none is.</param>
internal sealed record FixModel(
    string Solution, bool HasSolution, DetectionModel[] Detections, int MoreDetections, string Hosts, string Software)
{
    public static FixModel[] Of(TicketHost[] hosts, int limit, DateOnly today, out int more)
    {
        (string Fix, TicketHost Host, Finding Finding)[] findings =
            [.. hosts.SelectMany(host => host.Finding.Select(finding => (FixKey.Of(finding), host, finding)))];
        var fixes = findings
            .GroupBy(one => one.Fix, StringComparer.Ordinal)
            .OrderByDescending(fix => fix.Max(one => one.Finding.CvssScore ?? -1))
            .ThenByDescending(fix => fix.SelectMany(one => one.Finding.CveId).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(fix => fix.Key, StringComparer.Ordinal)
            .ToList();
        more = Math.Max(0, fixes.Count - limit);
        return [.. fixes.Take(limit).Select(fix => Of([.. fix.Select(one => (one.Host, one.Finding))], limit, today))];
    }

    private static FixModel Of((TicketHost Host, Finding Finding)[] findings, int limit, DateOnly today)
    {
        string? solution = findings.Select(one => one.Finding.Solution).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        DetectionModel[] detections =
        [
            .. findings
                .GroupBy(one => one.Finding.DetectionId ?? one.Finding.Title ?? "", StringComparer.Ordinal)
                .OrderByDescending(detection => detection.Max(one => one.Finding.CvssScore ?? -1))
                .ThenBy(detection => detection.Key, StringComparer.Ordinal)
                .Select(detection => DetectionModel.Of([.. detection.Select(one => one.Finding)], limit, today)),
        ];
        string[] names = [.. findings.Select(one => one.Host.Fqdn ?? one.Host.ComputerName).Distinct(StringComparer.Ordinal)];
        string[] software =
        [
            .. findings.Select(one => one.Host).DistinctBy(host => host.CanonicalName, StringComparer.Ordinal)
                .SelectMany(host => AffectedSoftware.Find(
                    host.AffectedSoftware, [.. findings.Where(one => one.Host == host).Select(one => one.Finding)]) ?? [])
                .Select(one => one.ToString())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return new FixModel(
            TicketModel.Value(solution ?? (detections[0].Cves.Length > 0 ? detections[0].Cves : detections[0].Title)),
            solution is not null,
            [.. detections.Take(limit)],
            Math.Max(0, detections.Length - limit),
            TicketModel.Join(names, limit),
            TicketModel.Join(software, limit));
    }
}
