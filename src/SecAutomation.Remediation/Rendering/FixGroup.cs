using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Everything in a ticket that one fix closes. It is found once, however often a text is tried for its length.</summary>
internal sealed class FixGroup
{
    private FixGroup((TicketHost Host, Finding Finding)[] findings)
    {
        Solution = findings.Select(one => one.Finding.Solution).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        Detection =
        [
            .. findings
                .GroupBy(one => one.Finding.DetectionId ?? one.Finding.Title ?? "", StringComparer.Ordinal)
                .OrderByDescending(detection => detection.Max(one => one.Finding.CvssScore ?? -1))
                .ThenBy(detection => detection.Key, StringComparer.Ordinal)
                .Select(detection => detection.Select(one => one.Finding).ToArray()),
        ];

        // Hosts are equal by reference here: comparing all that is known of them would cost the square of their number.
        ILookup<TicketHost, Finding> hosts = findings.ToLookup<(TicketHost Host, Finding Finding), TicketHost, Finding>(
            one => one.Host, one => one.Finding, ReferenceEqualityComparer.Instance);
        Host = [.. hosts.Select(host => host.Key.Fqdn ?? host.Key.ComputerName).Distinct(StringComparer.Ordinal)];
        Software =
        [
            .. hosts.SelectMany(host => AffectedSoftware.Find(host.Key.AffectedSoftware, [.. host]) ?? [])
                .Select(software => software.ToString())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the scanner tells to do; null where it tells nothing.</summary>
    public string? Solution { get; }

    /// <summary>The detections, the worst first, each with its findings.</summary>
    public Finding[][] Detection { get; }

    /// <summary>The names of the hosts.</summary>
    public string[] Host { get; }

    /// <summary>The affected software that an inventory knows on the hosts.</summary>
    public string[] Software { get; }

    /// <summary>Groups the findings of a ticket by fix, the worst first.</summary>
    public static FixGroup[] Of(TicketHost[] hosts) =>
    [
        .. hosts.SelectMany(host => host.Finding.Select(finding => (Host: host, Finding: finding)))
            .GroupBy(one => FixKey.Of(one.Finding), StringComparer.Ordinal)
            .OrderByDescending(fix => fix.Max(one => one.Finding.CvssScore ?? -1))
            .ThenByDescending(fix => fix.SelectMany(one => one.Finding.CveId).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(fix => fix.Key, StringComparer.Ordinal)
            .Select(fix => new FixGroup([.. fix])),
    ];
}
