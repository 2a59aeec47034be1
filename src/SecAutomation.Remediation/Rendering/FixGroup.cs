using SecAutomation.Remediation.Grouping;
using SecAutomation.Remediation.Grouping.Fixes;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Everything in a ticket that one fix closes. It is found once, however often a text is tried for its length.</summary>
internal sealed class FixGroup
{
    private FixGroup(Fix fix, (TicketHost Host, Finding Finding)[] findings)
    {
        Fix = fix;
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

    /// <summary>The fix; newer than what single findings ask for, where it closes them too.</summary>
    public Fix Fix { get; }

    /// <summary>What to do; null where nobody says.</summary>
    public string? Solution => Fix.Text;

    /// <summary>The detections, the worst first, each with its findings.</summary>
    public Finding[][] Detection { get; }

    /// <summary>The names of the hosts.</summary>
    public string[] Host { get; }

    /// <summary>The affected software that an inventory knows on the hosts.</summary>
    public string[] Software { get; }

    /// <summary>Groups the findings of a ticket by fix, the worst first.</summary>
    public static FixGroup[] Of(TicketHost[] hosts) =>
    [
        .. hosts.SelectMany(Folded)
            .GroupBy(one => (one.Fix.Group, one.Fix.Target))
            .OrderByDescending(fix => fix.Max(one => one.Finding.CvssScore ?? -1))
            .ThenByDescending(fix => fix.SelectMany(one => one.Finding.CveId).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(fix => fix.Key.Group, StringComparer.Ordinal)
            .ThenBy(fix => fix.Key.Target, StringComparer.Ordinal)
            .Select(fix => new FixGroup(
                fix.Select(one => one.Fix).OrderBy(one => one.Text is null).ThenBy(one => one.Text, StringComparer.Ordinal).First(),
                [.. fix.Select(one => (one.Host, one.Finding))])),
    ];

    // What a machine needs decides which fix takes the place of which: another machine may be of an older branch.
    private static IEnumerable<(Fix Fix, TicketHost Host, Finding Finding)> Folded(TicketHost host)
    {
        Fix[] fixes = Fix.Fold([.. host.Finding.Select(Fix.Of)]);
        return host.Finding.Select((finding, place) => (fixes[place], host, finding));
    }
}
