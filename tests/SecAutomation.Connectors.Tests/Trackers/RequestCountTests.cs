using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Connectors.Tests.Histories;
using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Storage.Ledger;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>How many requests a run makes of a product: what its limits are spent on.</summary>
public sealed class RequestCountTests : IDisposable
{
    private const int Tickets = 1000;

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = Directory.CreateTempSubdirectory("requests").FullName;
    private readonly HastyClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Who we are, the teams, what a new ticket takes, the priorities, the canary, the tickets of these hosts (all are listed, as there are so many hosts),
    // three for each ticket, and the search for twins, 50 keys a request.
    [Theory, Trait("Category", "Heavy")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_thousand_issues_of_Jira_take_3026_requests(bool isCloud)
    {
        await using JiraStub jira = new(_clock, isCloud);
        await using StubConnection connection = Connect(isCloud ? "JiraCloud" : "JiraDataCenter", jira.Server, "token", new(StringComparer.Ordinal)
        {
            ["email"] = "svc@example.com", ["project"] = "OPS", ["issueType"] = "10002", ["team"] = "IT Operations",
        });

        (await RunAsync(connection)).ShouldBe(Enumerable.Repeat(TicketAction.Created, Tickets));

        jira.Issues.ShouldBe(Tickets);
        Count(jira.Server).ShouldBe((3026, 1000, 1000));

        // A second run looks, and writes nothing.
        (await RunAsync(connection)).ShouldBe(Enumerable.Repeat(TicketAction.Unchanged, Tickets));
        Count(jira.Server).Writes.ShouldBe(1000);
    }

    // Who we are, the groups, the columns, the canary, the tickets of these hosts, two for each ticket, and the search for twins.
    [Fact, Trait("Category", "Heavy")]
    public async Task A_thousand_incidents_of_ServiceNow_take_2025_requests()
    {
        await using ServiceNowStub serviceNow = new(_clock);
        await using StubConnection connection = Connect(
            "ServiceNowIncident", serviceNow.Server, "password", new(StringComparer.Ordinal) { ["user"] = "svc.secauto", ["team"] = "IT Operations" });

        (await RunAsync(connection)).ShouldBe(Enumerable.Repeat(TicketAction.Created, Tickets));

        serviceNow.Incidents.Count.ShouldBe(Tickets);
        serviceNow.Incidents.ShouldAllBe(incident => (string)incident["assignment_group"]! == ServiceNowStub.Group);
        Count(serviceNow.Server).ShouldBe((2025, 1000, 0));

        (await RunAsync(connection)).ShouldBe(Enumerable.Repeat(TicketAction.Unchanged, Tickets));
        Count(serviceNow.Server).Writes.ShouldBe(1000);
    }

    // One ticket, with two requests more: which files there are, and the file.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_of_a_thousand_hosts_is_cut_and_its_file_lists_them_all(bool isCloud)
    {
        await using JiraStub jira = new(_clock, isCloud);
        await using StubConnection connection = Connect(isCloud ? "JiraCloud" : "JiraDataCenter", jira.Server, "token", new(StringComparer.Ordinal)
        {
            ["email"] = "svc@example.com", ["project"] = "OPS", ["issueType"] = "10002", ["team"] = "IT Operations",
        });

        (await RunAsync(connection, RemediationGrouping.All)).ShouldBe([TicketAction.Created]);

        JsonNode fields = jira.Issue(0)["fields"]!;
        string text = isCloud ? fields["description"]!.ToJsonString(s_relaxed) : (string)fields["description"]!;
        text.Length.ShouldBeLessThanOrEqualTo(32_767);
        TicketMarker.Read(text).ShouldNotBeNull().IsIntact.ShouldBeTrue();
        JsonNode file = fields["attachment"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)file["filename"]!).ShouldMatch("^secautomation-[0-9a-f]{12}[.]csv$");
        for (int i = 1; i <= Tickets; i++)
            ((string)file["content"]!).ShouldContain($"web{i}.corp.example,");
        Count(jira.Server).All.ShouldBe(12);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StubConnection Connect(string connector, StubServer server, string secret, Dictionary<string, string> settings) =>
        new(ConnectorFolders.Catalog.Find(connector), server.Url, settings.Where(pair => ConnectorFolders.Catalog.Find(connector).Connection!.Setting.Any(setting => setting.Name == pair.Key)).ToDictionary(StringComparer.Ordinal), secret, "a-secret-of-the-stub");

    // In all, creates, and reads of a single ticket.
    private static (int All, int Writes, int Reads) Count(StubServer server)
    {
        IReadOnlyList<StubRequest> requests = server.Requests;
        string[] reads = ["/issue/", "/incident/"];
        return (
            requests.Count,
            requests.Count(request => request.Method == "POST" && (request.Path.EndsWith("/issue", StringComparison.Ordinal) || request.Path.EndsWith("/incident", StringComparison.Ordinal))),
            requests.Count(request => request.Method == "GET" && !request.Path.Contains("createmeta", StringComparison.Ordinal) && reads.Any(part => request.Path.Contains(part, StringComparison.Ordinal))));
    }

    private async Task<IReadOnlyList<TicketAction>> RunAsync(StubConnection connection, RemediationGrouping groupBy = RemediationGrouping.Host)
    {
        AssetDetail[] hosts = [.. Enumerable.Range(1, Tickets).Select(Host)];
        var options = new PlanOptions { GroupBy = groupBy, Team = "IT Operations", Today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime) };
        await using TicketLedger ledger = await TicketLedger.OpenFileAsync(Path.Combine(_folder, "ledger.db"), new LedgerOptions { Time = _clock }, Token);
        var heard = new QuietWriter();
        await new TrackerRun(new NewPlanning(hosts, options, countsOpen: false), RunLimits.None, throttle: 8, _clock).MakeAsync(new TrackerUse(connection.Tracker, ledger, null, () => null), heard, Token);
        heard.Said.ShouldBeEmpty();
        heard.Ticket.ShouldAllBe(ticket => ticket.NotApplied.Length == 0);
        return [.. heard.Ticket.Select(ticket => ticket.Action)];
    }

    private static AssetDetail Host(int number)
    {
        string name = $"web{number}";
        var scanned = new CriticalCveHost
        {
            ComputerName = name,
            Fqdn = $"{name}.corp.example",
            CveId = ["CVE-2021-44228"],
            Finding = [new Finding { CveId = ["CVE-2021-44228"], DetectionId = "1", Title = "Log4Shell", CvssScore = 10, CvssVersion = "3.1", Solution = "Update it." }],
            Source = "scan.nessus",
            Read = new ScanRead { Source = "scan.nessus", IsComplete = true },
        };
        return new AssetDetail { ComputerName = name, Fqdn = scanned.Fqdn, MatchStatus = MatchStatus.Matched, MatchConfidence = MatchConfidence.High, CriticalCveHost = scanned };
    }
}
