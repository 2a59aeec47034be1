using CsCheck;
using SecAutomation.Remediation.Intelligence;

namespace SecAutomation.Remediation.Tests.Intelligence;

public sealed class HostPrioritiesTests
{
    private static readonly string[] s_cves = ["CVE-2020-0001", "CVE-2021-44228", "CVE-2022-22965"];

    private static readonly Gen<CriticalCveHost> s_host =
        from name in Gen.String[Gen.Char['a', 'e'], 1, 3]
        from places in Gen.Int[0, 2].Array[1, 3]
        from score in Gen.Double[0, 10]
        select new CriticalCveHost
        {
            ComputerName = name,
            CveId = [.. places.Select(place => s_cves[place]).Distinct(StringComparer.Ordinal)],
            Finding = [.. places.Select(place => new Finding { CveId = [s_cves[place]], CvssScore = Math.Round(score, 1) })],
            Priority = RemediationPriority.Low,
        };

    [Fact]
    public void Without_a_wish_to_narrow_no_host_and_no_finding_is_lost_and_no_priority_falls() =>
        Gen.Select(s_host.Array[0, 5], Gen.Int[0, 2].Array[0, 3]).Sample((hosts, listed) =>
        {
            var with = new HostPriorities(Describe([.. listed.Select(place => s_cves[place])]), null, knownExploited: false, minimumEpss: null).Apply(hosts);
            var without = new HostPriorities(Describe([]), null, knownExploited: false, minimumEpss: null).Apply(hosts);
            return with.Count == hosts.Length
                && with.Sum(host => host.Finding.Length) == hosts.Sum(host => host.Finding.Length)
                && with.Select(host => (int)host.Priority).Order().Zip(without.Select(host => (int)host.Priority).Order()).All(pair => pair.First >= pair.Second);
        });

    [Fact]
    public void What_raised_a_host_is_said_with_the_day_of_the_feed()
    {
        CriticalCveHost host = new() { ComputerName = "web01", Finding = [new Finding { CveId = [s_cves[1], s_cves[2]], CvssScore = 5 }] };

        CriticalCveHost raised = new HostPriorities(Describe([s_cves[1], s_cves[2]]), null, false, null).Apply([host]).ShouldHaveSingleItem();

        raised.Priority.ShouldBe(RemediationPriority.Critical);
        raised.PriorityReason.ShouldBe("CVE-2021-44228 and 1 more are known to be exploited (CISA KEV of 2026-03-02).");
        new HostPriorities(Describe([]), null, false, null).Apply([host]).ShouldHaveSingleItem().PriorityReason.ShouldBe("");
    }

    private static Func<string, CveDetail> Describe(string[] listed) => Planning.TicketReviewTests.Listed(listed);
}
