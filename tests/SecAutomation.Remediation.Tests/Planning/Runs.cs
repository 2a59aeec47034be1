using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

/// <summary>Makes hosts of a run, and plays a tracker: applies plans and reads back.</summary>
internal static class Runs
{
    public static DateOnly Today { get; } = new(2026, 3, 4);

    public static DateTimeOffset Now { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static PlanOptions Options(RemediationGrouping groupBy = RemediationGrouping.Host) =>
        new() { GroupBy = groupBy, Team = "IT", Instance = "local-1", Today = Today };

    public static Finding Finding(string cve, string? solution = "Update it.", double? score = 9.8, string? id = null) => new()
    {
        CveId = cve.StartsWith("CVE-", StringComparison.Ordinal) ? [cve] : [],
        DetectionId = id ?? cve,
        Title = $"Title of {cve}",
        CvssScore = score,
        CvssVersion = score is null ? null : "3.1",
        Solution = solution,
    };

    public static AssetDetail Host(string name, params string[] cve) => Host(name, [.. cve.Select(one => Finding(one))]);

    public static AssetDetail Host(string name, Finding[] findings)
    {
        HostName parsed = HostName.Parse(name);
        string computerName = parsed.IsName ? parsed.Short : name;
        CriticalCveHost scanned = new()
        {
            ComputerName = computerName,
            Fqdn = parsed.Fqdn,
            IPAddress = parsed.IPAddress is { } address ? [address] : [],
            CveId = [.. findings.SelectMany(finding => finding.CveId)],
            Finding = findings,
            Source = "scan.nessus",
            Read = new ScanRead { Source = "scan.nessus", IsComplete = true, ScannedAt = Now.AddDays(-1) },
        };
        return new AssetDetail
        {
            ComputerName = computerName,
            Fqdn = parsed.Fqdn,
            MatchStatus = MatchStatus.Matched,
            MatchConfidence = MatchConfidence.High,
            MatchReason = "R3 the full name is equal.",
            Asset = new Asset { ComputerName = computerName, Fqdn = parsed.Fqdn, Source = "assets.csv", Place = $"line of {name}" },
            CriticalCveHost = scanned,
        };
    }

    public static AssetDetail Unidentified(string name, MatchStatus status, params string[] cve) => Host(name, cve) with
    {
        MatchStatus = status,
        MatchConfidence = MatchConfidence.None,
        MatchReason = $"{name} is {status}.",
        Asset = null,
    };

    /// <summary>The tickets after a plan was carried out.</summary>
    public static IReadOnlyList<StoredTicket> Apply(TicketPlan plan, IReadOnlyList<StoredTicket> existing)
    {
        List<StoredTicket> tickets = [.. existing];
        foreach (PlannedTicket planned in plan.Ticket.Where(ticket => ticket.IsChange))
        {
            if (planned.Existing is { } known)
            {
                int place = tickets.FindIndex(ticket => ticket.Id == known.Id);
                tickets[place] = tickets[place] with { Draft = planned.Draft, UpdatedAt = Now };
            }
            else
            {
                tickets.ShouldNotContain(ticket => ticket.Draft.Key == planned.Draft.Key);
                string id = $"{tickets.Count + 1}";
                tickets.Add(new StoredTicket
                {
                    Id = id, Number = $"SA-{id}", Draft = planned.Draft, State = TicketState.New, CreatedAt = Now, UpdatedAt = Now,
                });
            }
        }

        return tickets;
    }

    /// <summary>What a tracker gives for the scope of a plan.</summary>
    public static IReadOnlyList<StoredTicket> InScope(
        IReadOnlyList<StoredTicket> tickets, IReadOnlyList<AssetDetail> hosts, PlanOptions options) =>
        TicketPlanner.Scope(hosts, options)
            .FindAsync((scope, _) => Task.FromResult(Find(tickets, scope)), CancellationToken.None)
            .GetAwaiter().GetResult();

    private static IReadOnlyList<StoredTicket> Find(IReadOnlyList<StoredTicket> tickets, TicketScope scope) =>
    [
        .. tickets.Where(ticket => ticket.Draft.Alias.Intersect(scope.Alias, StringComparer.Ordinal).Any()
            || scope.Group.Contains(new TicketGroup(ticket.Draft.Content.GroupKind, ticket.Draft.Content.GroupValue))),
    ];

    public static TicketPlan Plan(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, PlanOptions? options = null) =>
        TicketPlanner.Plan(hosts, InScope(tickets, hosts, options ?? Options()), options ?? Options());

    /// <summary>Plans and applies.</summary>
    public static IReadOnlyList<StoredTicket> Run(
        IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket>? tickets = null, PlanOptions? options = null) =>
        Apply(Plan(hosts, tickets ?? [], options), tickets ?? []);

    public static StoredTicket Close(this StoredTicket ticket, TicketResolution resolution, string reason = "done", int day = 0) => ticket with
    {
        State = TicketState.Closed, Resolution = resolution, CloseReason = reason, ClosedAt = Now.AddDays(day),
    };
}
