using CsCheck;
using SecAutomation.Remediation.Grouping.Fixes;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Grouping.Fixes;

public sealed class FixProperties
{
    private static readonly Gen<string> s_version =
        from numbers in Gen.Int[0, 3].Array[1, 3]
        from tail in Gen.Int[0, 5].Select(place => new[] { "", "", "", "a", "-r1", "~rc1" }[place])
        select string.Join('.', numbers) + tail;

    private static readonly Gen<FixLevel> s_level = s_version.Array[1, 3].Select(versions => new FixLevel("version", versions.Select(version => new FixVersion(version))));

    private static readonly Gen<Finding> s_finding =
        from product in Gen.Int[0, 1].Select(place => new[] { "PHP", "Apache" }[place])
        from versions in s_version.Array[1, 2]
        from cve in Gen.Int[1000, 1005]
        from shape in Gen.Int[0, 4]
        select Runs.Finding($"CVE-2025-{cve}", id: $"{product} {string.Join(' ', versions)} {shape}") with
        {
            Solution = shape switch
            {
                0 => null,
                1 => "Apply KB5034441.",
                2 => "Disable it.",
                _ => $"Upgrade to {product} version {string.Join(" / ", versions)} or later.",
            },
        };

    private static readonly Gen<AssetDetail[]> s_hosts =
        from findings in s_finding.Array[1, 6].Array[1, 4]
        select findings.Select((some, place) => Runs.Host($"host{place}", some)).ToArray();

    [Fact]
    public void Versions_have_one_order() => Gen.Select(s_version, s_version, s_version).Sample((a, b, c) =>
    {
        FixVersion one = new(a), two = new(b), three = new(c);
        return Math.Sign(one.CompareTo(two)) == -Math.Sign(two.CompareTo(one))
            && (one > two || two > three || one <= three)
            && (!one.Equals(two) || one.GetHashCode() == two.GetHashCode());
    });

    [Fact]
    public void What_is_enough_for_the_newer_fix_is_enough_for_the_one_whose_place_it_takes() =>
        Gen.Select(s_level, s_level, s_version).Sample((newer, older, text) =>
        {
            FixVersion version = new(text);
            return !newer.Contains(older) || !newer.IsMetBy(version) || older.IsMetBy(version);
        });

    [Fact]
    public void Taking_the_place_of_older_fixes_has_no_end_that_is_replaced_itself() => s_finding.Array[1, 6].Sample(findings =>
    {
        Fix[] fixes = [.. findings.Select(Fix.Of)];
        Fix[] folded = Fix.Fold(fixes);
        return folded.Length == fixes.Length
            && fixes.Zip(folded).All(pair => pair.First.Group == pair.Second.Group
                && (pair.First.Target == pair.Second.Target || pair.Second.Supersedes(pair.First)))
            && Fix.Fold(folded).Select(fix => fix.Target).SequenceEqual(folded.Select(fix => fix.Target), StringComparer.Ordinal)
            && folded.Select(fix => (fix.Group, fix.Target)).Distinct().Count() <= fixes.Select(fix => (fix.Group, fix.Target)).Distinct().Count();
    });

    [Fact]
    public void Grouping_by_fix_covers_the_same_work_once_as_grouping_by_host() => s_hosts.Sample(hosts =>
    {
        WorkUnit[] byFix = Units(Runs.Run(hosts, [], Runs.Options(RemediationGrouping.Fix)));
        WorkUnit[] byHost = Units(Runs.Run(hosts));
        return byFix.Length == byFix.Distinct().Count() && byFix.ToHashSet().SetEquals(byHost);
    });

    [Fact]
    public void A_ticket_shows_every_finding_under_exactly_one_fix() => s_hosts.Sample(hosts =>
        Runs.Run(hosts, [], Runs.Options(RemediationGrouping.All)).All(ticket =>
        {
            FixGroup[] fixes = FixGroup.Of(ticket.Draft.Content.Host);
            return fixes.Sum(fix => fix.Detection.Sum(detection => detection.Length)) == ticket.Draft.Content.Host.Sum(host => host.Finding.Length)
                && fixes.Select(fix => (fix.Fix.Group, fix.Fix.Target)).Distinct().Count() == fixes.Length;
        }));

    [Fact]
    public void The_order_of_the_findings_does_not_matter() => Gen.Select(s_finding.Array[1, 6], Gen.Int).Sample((findings, seed) =>
    {
        Finding[] shuffled = [.. findings];
        new Random(seed).Shuffle(shuffled);
        return Targets(findings).SequenceEqual(Targets(shuffled), StringComparer.Ordinal);
    });

    private static IEnumerable<string> Targets(Finding[] findings) =>
        Fix.Fold([.. findings.Select(Fix.Of)]).Select(fix => $"{fix.Group} {fix.Target}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static WorkUnit[] Units(IReadOnlyList<StoredTicket> tickets) => [.. tickets.SelectMany(ticket => ticket.Draft.Unit)];
}
