namespace SecAutomation.Remediation.Planning;

/// <summary>Brings tickets up to the newest scan: the one place that takes away, closes and opens again, each on evidence alone.</summary>
/// <remarks>A pure function. A second run over the same scan changes nothing.</remarks>
public static class TicketUpdater
{
    /// <summary>Plans the changes.</summary>
    /// <param name="hosts">The hosts of the scan, clean ones too.</param>
    /// <param name="existing">The tickets in <see cref="TicketPlanner.Scope"/>, and every other open ticket.</param>
    /// <param name="options">What the caller decides.</param>
    /// <returns>The plan. It creates nothing.</returns>
    public static UpdatePlan Plan(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> existing, UpdateOptions options)
    {
        ScannedMachines scan = ScannedMachines.Of(hosts, existing);
        Dictionary<string, StoredTicket> reopened = Reopen(existing, scan, options);
        StoredTicket[] asOpen = [.. existing.Select(ticket => reopened.GetValueOrDefault(ticket.Id, ticket))];
        TicketPlan added = TicketPlanner.Plan(hosts, asOpen, options.Plan);
        Dictionary<string, PlannedTicket> additions = added.Ticket
            .Where(ticket => ticket.Action == TicketAction.Updated)
            .ToDictionary(ticket => ticket.Existing!.Id, StringComparer.Ordinal);
        Dictionary<string, StoredTicket> before = existing.ToDictionary(ticket => ticket.Id, StringComparer.Ordinal);

        List<PlannedTicket> planned = [];
        List<(string, string, DateTimeOffset)> sightings = [];
        foreach (StoredTicket ticket in Coverage.Ordered(asOpen).Where(Coverage.IsOpen))
        {
            TicketUpdate update = new(ticket, before[ticket.Id], scan, options);
            planned.Add(update.Compose(additions.GetValueOrDefault(ticket.Id)));
            sightings.AddRange(ticket.Draft.Unit.Select(unit => unit.Host).Distinct(StringComparer.Ordinal)
                .Select(host => (ticket.Id, host, scan.ScannedAt(ticket, host)))
                .Where(sighting => sighting.Item3 is not null)
                .Select(sighting => (sighting.Id, sighting.host, sighting.Item3!.Value)));
        }

        return new UpdatePlan(
            [
                .. planned.Where(ticket => ticket.IsChange)
                    .OrderByDescending(ticket => ticket.Draft.Priority)
                    .ThenBy(ticket => ticket.Draft.DueDate)
                    .ThenBy(ticket => ticket.Draft.Content.GroupValue, StringComparer.Ordinal),
                .. planned.Where(ticket => !ticket.IsChange),
                .. added.Ticket.Where(ticket => ticket.Action == TicketAction.Skipped),
            ],
            [.. added.Ticket.Where(ticket => ticket.Action == TicketAction.Created)],
            added.LeftOut,
            sightings)
        {
            Remark = added.Remark,
        };
    }

    // The tickets that were closed as fixed a short while ago, and whose hole a later scan sees.
    private static Dictionary<string, StoredTicket> Reopen(IReadOnlyList<StoredTicket> existing, ScannedMachines scan, UpdateOptions options)
    {
        Dictionary<string, StoredTicket> reopened = new(StringComparer.Ordinal);
        HashSet<WorkUnit> taken = [];
        HashSet<(string, string)> openGroups = [.. existing.Where(Coverage.IsOpen).Select(ticket => (ticket.Draft.Content.GroupKind, ticket.Draft.Content.GroupValue))];
        foreach (StoredTicket ticket in existing
            .Where(ticket => ticket is { State: TicketState.Closed, Resolution: TicketResolution.Fixed }
                && ticket.ClosedAt >= options.Now - options.ReopenWithin)
            .OrderByDescending(ticket => ticket.ClosedAt)
            .ThenByDescending(ticket => ticket.Id.Length)
            .ThenByDescending(ticket => ticket.Id, StringComparer.Ordinal))
        {
            TicketDraft draft = ticket.Draft;
            WorkUnit[] seen =
            [
                .. draft.Unit.Concat(draft.Content.Fixed.Select(work => new WorkUnit(work.Host, work.Work))).Distinct()
                    .Where(unit => scan.IsSeen(ticket, unit)
                        && options.Plan.Exceptions.Find(scan.Find(ticket, unit.Host)!.Facts, unit.Work, options.Plan.Today) is null
                        && scan.ScannedAt(ticket, unit.Host) > ticket.ClosedAt
                        && !scan.IsCovered(ticket, unit)
                        && !taken.Contains(unit)),
            ];
            if (seen.Length == 0 || !openGroups.Add((draft.Content.GroupKind, draft.Content.GroupValue)))
            {
                continue;
            }

            taken.UnionWith(seen);
            reopened[ticket.Id] = ticket with
            {
                State = TicketState.InProgress,
                Resolution = TicketResolution.None,
                ClosedAt = null,
                CloseReason = null,
                Draft = TicketContents.Keep(draft, seen.ToHashSet(), scan, ticket),
            };
        }

        return reopened;
    }
}
