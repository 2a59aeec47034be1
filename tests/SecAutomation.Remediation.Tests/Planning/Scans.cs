using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

/// <summary>Makes hosts of later scans, and brings tickets up to them.</summary>
internal static class Scans
{
    public static UpdateOptions Options(int day, TicketCloseMode closeMode = TicketCloseMode.Close) => new()
    {
        Plan = Runs.Options() with { Today = Runs.Today.AddDays(day) },
        Now = Runs.Now.AddDays(day),
        CloseMode = closeMode,
    };

    /// <summary>A host as a whole scan some days after the tickets were made sees it; without work it is clean.</summary>
    public static AssetDetail Scan(string name, int day, params string[] cve) => Scan(name, day, [.. cve.Select(one => Runs.Finding(one))]);

    public static AssetDetail Scan(string name, int day, Finding[] findings)
    {
        AssetDetail host = Runs.Host(name, findings);
        return host.WithScan(scan => scan with
        {
            Read = scan.Read with { ScannedAt = Runs.Now.AddDays(day) },
            Evidence =
            [
                new ScanEvidence
                {
                    Source = "scan.nessus",
                    IsComplete = true,
                    ScannedAt = Runs.Now.AddDays(day),
                    OpenWork = [.. findings.Where(finding => finding.State != FindingState.Fixed).SelectMany(finding => finding.CveId)],
                },
            ],
        });
    }

    public static AssetDetail WithScan(this AssetDetail host, Func<CriticalCveHost, CriticalCveHost> change) =>
        host with { CriticalCveHost = change(host.CriticalCveHost!) };

    public static AssetDetail WithEvidence(this AssetDetail host, Func<ScanEvidence, ScanEvidence> change) =>
        host.WithScan(scan => scan with { Evidence = [.. scan.Evidence.Select(change)] });

    /// <summary>The tickets after an update was carried out.</summary>
    public static IReadOnlyList<StoredTicket> Apply(UpdatePlan plan, IReadOnlyList<StoredTicket> existing, UpdateOptions options)
    {
        List<StoredTicket> tickets = [.. existing];
        foreach (PlannedTicket planned in plan.Ticket.Where(ticket => ticket.IsChange))
        {
            int place = tickets.FindIndex(ticket => ticket.Id == planned.Existing!.Id);
            StoredTicket ticket = tickets[place] with { Draft = planned.Draft, UpdatedAt = options.Now, State = planned.State ?? tickets[place].State };
            bool isClosed = ticket.State == TicketState.Closed;
            tickets[place] = ticket with
            {
                Resolution = isClosed ? TicketResolution.Fixed : TicketResolution.None,
                ClosedAt = isClosed ? options.Now : null,
            };
        }

        return tickets;
    }

    public static IReadOnlyList<StoredTicket> Update(
        IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, UpdateOptions options) =>
        Apply(TicketUpdater.Plan(hosts, tickets, options), tickets, options);
}
