using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>Compares the work that a run found with the tickets that are there, and says what is to be done.</summary>
/// <remarks>
/// A unit of work (a CVE on a host) stands in one open ticket, whatever grouping, team, filter or scanner asks for it.
/// Planning only adds: a run that sees less takes nothing away. It is a pure function, and the order of its input does not matter.
/// </remarks>
public static class TicketPlanner
{
    /// <summary>Which existing tickets <see cref="Plan"/> has to be given; <see cref="TicketScope.FindAsync"/> finds them.</summary>
    /// <param name="hosts">The hosts of the run.</param>
    /// <param name="options">What the caller decides.</param>
    /// <returns>Names and groups: a ticket that has one of either is needed, closed ones too.</returns>
    public static TicketScope Scope(IReadOnlyList<AssetDetail> hosts, PlanOptions options) => TicketScope.Of(hosts, options.GroupBy, options.Routes.Team);

    /// <summary>Plans the tickets of a run.</summary>
    /// <param name="hosts">The hosts of the run.</param>
    /// <param name="existing">The tickets in <see cref="Scope"/>; more do no harm.</param>
    /// <param name="options">What the caller decides.</param>
    /// <returns>The plan.</returns>
    public static TicketPlan Plan(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> existing, PlanOptions options)
    {
        HostRegister register = new();
        Func<Coverage> prepared = Coverage.Prepare(existing, register);
        var gather = WantedHosts.Prepare(hosts, register);
        register.Conclude();
        Coverage coverage = prepared();

        List<LeftOutHost> leftOut = [];
        Dictionary<TicketGroup, List<Addition>> missing = [];
        Tally covered = new(), suppressed = new();
        Excepted excepted = new();
        foreach (WantedHost host in gather(coverage.Canonical))
        {
            // A clean host asks for nothing: it is there for Update-RemediationTicket.
            if (host.Facts.Finding.Length == 0 && host.Source.All(source => source.CriticalCveHost is { Evidence.Length: > 0 }))
            {
                continue;
            }

            if (LeaveOut(host, options) is var (reason, failure))
            {
                leftOut.AddRange(host.Source.Select(source => new LeftOutHost(source, reason, failure)));
                continue;
            }

            string? team = options.Routes.Find(host.Facts, host.Tags)?.Team;
            foreach (string work in host.Work)
            {
                if (coverage.Open(host.Machine, work) is { } open)
                {
                    covered.Add(open, host.Facts.CanonicalName, work);
                }
                else if (options.Exceptions.Find(host.Facts, work, options.Today) is { } exception)
                {
                    excepted.Add(exception, host.Facts, work);
                }
                else if (coverage.Closed(host.Machine, work) is
                    { Resolution: TicketResolution.RiskAccepted or TicketResolution.FalsePositive } closed)
                {
                    suppressed.Add(closed, host.Facts.CanonicalName, work);
                }
                else
                {
                    Addition.To(missing, WorkGroups.Of(host, work, options.GroupBy, team), host, work);
                }
            }
        }

        TicketComposer composer = new(existing, coverage, options);
        PlannedTicket[] changes = [.. missing.Select(group => composer.Compose(group.Key, group.Value))];
        HashSet<string> changed = [.. changes.Select(ticket => ticket.Existing?.Id).OfType<string>()];
        return new TicketPlan(
            [
                .. changes
                    .OrderBy(ticket => ticket.Draft.Content.GroupKind == WorkGroups.Unidentified)
                    .ThenByDescending(ticket => ticket.Draft.Priority)
                    .ThenBy(ticket => ticket.Draft.DueDate)
                    .ThenBy(ticket => ticket.Draft.Content.GroupValue, StringComparer.Ordinal),
                .. covered.Tickets.Where(ticket => !changed.Contains(ticket.Id)).Select(ticket => new PlannedTicket(
                    TicketAction.Unchanged, $"It covers {covered.Describe(ticket)} already.", ticket.Draft, ticket)),
                .. suppressed.Tickets.Select(ticket => new PlannedTicket(
                    TicketAction.Skipped, Refusal(ticket, suppressed.Describe(ticket)), ticket.Draft, ticket)),
                .. excepted.Planned(),
            ],
            [
                .. leftOut.OrderBy(host => host.Host.ComputerName, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(host => host.Host.ComputerName, StringComparer.Ordinal)
                    .ThenBy(host => host.Reason, StringComparer.Ordinal),
            ])
        {
            Remark = [.. options.Exceptions.Endings(options.Today)],
        };
    }

    private static (string Reason, FailureId? Failure)? LeaveOut(WantedHost host, PlanOptions options)
    {
        if (host.Facts.Finding.Length == 0)
        {
            return host.Source.All(source => source.CriticalCveHost is null)
                ? ("It came without findings: pipe the hosts of Get-CriticalCveHost through Find-Asset and Get-AssetDetail.", null)
                : ("None of its findings is open.", null);
        }

        if (host.IsIdentified || options.UnmatchedHost == UnmatchedHostTreatment.Ticket)
        {
            return null;
        }

        TicketHost facts = host.Facts;
        string reason = facts.MatchReason.Length > 0 ? facts.MatchReason : $"No inventory identified it ({facts.MatchStatus}).";
        return (reason, options.UnmatchedHost == UnmatchedHostTreatment.Skip ? null : AssetMatch.FailureOf(facts.MatchStatus) ?? FailureId.AssetAmbiguous);
    }

    private static string Refusal(StoredTicket ticket, string work)
    {
        string kind = ticket.Resolution == TicketResolution.RiskAccepted ? "risk accepted" : "false positive";
        string when = ticket.ClosedAt is { } closed
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" on {closed.UtcDateTime:yyyy-MM-dd}")
            : "";
        string words = string.IsNullOrWhiteSpace(ticket.CloseReason) ? "" : $": {ticket.CloseReason}";
        return $"It was closed as {kind}{when}{words}. No new ticket for {work}.";
    }
}
