using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;
using SecAutomation.Testing.Golden;

namespace SecAutomation.Remediation.Tests.Rendering;

public sealed class GoldenTicketTests
{
    private static readonly DateTimeOffset s_now = Runs.Now;

    [Fact]
    public void A_host_that_the_inventory_knows_well() => Check("known-host.md", [Known()], Runs.Options());

    [Fact]
    public void A_host_of_which_little_is_known() => Check("stale-host.md", [Stale()], Runs.Options());

    [Fact]
    public void Hosts_that_nobody_identified() => Check(
        "unidentified.md",
        [
            Runs.Unidentified("web01", MatchStatus.Ambiguous, "CVE-2021-44228") with
            {
                MatchReason = "R5: the short name 'web01' fits 2 assets (assets.csv, lines 3 and 9).", IPAddress = [],
            },
            Runs.Unidentified("<b>ghost</b>|x", MatchStatus.Rejected, "CVE-2020-1472") with { MatchReason = "It holds the character '<'." },
        ],
        Runs.Options() with { UnmatchedTeam = "Service Desk" });

    [Fact]
    public void One_fix_on_several_hosts() => Check("one-fix.md", [Stale(), Known()], Runs.Options(RemediationGrouping.Fix));

    [Fact]
    public void One_CVE_on_several_hosts() => Check("one-cve.md", [Stale(), Known()], Runs.Options(RemediationGrouping.Cve));

    [Theory]
    [InlineData(TicketDialect.Plain, "known-host.txt")]
    [InlineData(TicketDialect.Html, "known-host.html")]
    [InlineData(TicketDialect.Textile, "known-host.textile")]
    [InlineData(TicketDialect.AtlassianWiki, "known-host.jira")]
    [InlineData(TicketDialect.Adf, "known-host.adf.json")]
    public void A_host_as_each_tracker_reads_it(TicketDialect dialect, string name)
    {
        TicketDraft draft = Runs.Plan([Known()], [], Runs.Options()).Ticket[0].Draft;
        GoldenFile.Check(name, TicketText.Render(draft, dialect, TextLimit.None).Text);
    }

    [Fact]
    public void Work_added_to_an_open_ticket()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Stale()]);
        AssetDetail more = Stale() with { IsStale = false, LastSeen = s_now, OperatingSystem = "Debian GNU/Linux 12" };
        more = more with { CriticalCveHost = more.CriticalCveHost! with { Finding = Known().CriticalCveHost!.Finding } };

        GoldenFile.Check("added-work.md", Runs.Plan([more], tickets).Ticket.Single().Draft.Text);
    }

    private static void Check(string name, AssetDetail[] hosts, PlanOptions options)
    {
        TicketDraft draft = Runs.Plan(hosts, [], options).Ticket[0].Draft;
        GoldenFile.Check(name, draft.Text);
    }

    private static AssetDetail Known()
    {
        Finding log4j = new()
        {
            CveId = ["CVE-2021-44228", "CVE-2021-45046"],
            DetectionId = "156057",
            Title = "Apache Log4j < 2.16.0 Remote Code Execution",
            CvssScore = 10.0,
            CvssVersion = "3.1",
            Solution = "Upgrade to Apache Log4j version 2.16.0 or later.\nSee https://logging.apache.org/ for details.",
            Port = 8443,
            Protocol = "tcp",
            FirstSeen = s_now.AddDays(-40),
        };
        AssetDetail host = Runs.Host(
            "web01.corp.example",
            [
                log4j,
                log4j with { Port = 443 },
                new Finding
                {
                    CveId = ["CVE-2023-38408"],
                    DetectionId = "179417",
                    Title = "OpenSSH < 9.3p2 Vulnerability",
                    CvssScore = 9.8,
                    CvssVersion = "3.1",
                    Solution = "Upgrade to OpenSSH version 9.3p2 or later.",
                    FirstSeen = s_now.AddDays(-2),
                },
                new Finding { DetectionId = "33850", Title = "Unix Operating System Unsupported Version Detection", VendorSeverity = Severity.Critical, VendorLabel = "Critical" },
            ]);
        return host with
        {
            IPAddress = ["10.1.2.3", "2001:db8::3"],
            OperatingSystem = "Debian GNU/Linux 11 (bullseye)",
            Owner = "Web Team",
            InstalledSoftware =
            [
                new InstalledSoftware { Name = "Apache Log4j", Version = "2.14.1" },
                new InstalledSoftware { Name = "OpenSSH", Version = "8.4p1" },
                new InstalledSoftware { Name = "Visual Studio Code", Version = "1.90" },
            ],
            LastSeen = s_now.AddDays(-1),
            FactSource = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["IPAddress"] = "assets.csv, line 4",
                ["OperatingSystem"] = "assets.csv, line 4",
                ["Owner"] = "assets.csv, line 4",
                ["InstalledSoftware"] = "axonius.json, record 7",
            },
        };
    }

    private static AssetDetail Stale() => Runs.Host("db01", [Runs.Finding("CVE-2021-44228", null) with { Title = null, DetectionId = null }]) with
    {
        MatchConfidence = MatchConfidence.Medium,
        MatchReason = "R5: the short name 'db01' is unique in assets.csv.",
        IPAddress = [],
        InstalledSoftware = [],
        LastSeen = s_now.AddDays(-60),
        IsStale = true,
    };
}
