using SecAutomation.Remediation.Grouping;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Delivery;

/// <summary>Makes tickets that planning understands out of what a tracker holds and what the ledger remembers.</summary>
public static class TrackedTickets
{
    /// <summary>One ticket.</summary>
    /// <param name="ticket">The ticket as the tracker has it: its state, its fields and its marker are the truth.</param>
    /// <param name="known">What the ledger remembers of it: the findings, and the facts of its hosts. Null where it remembers nothing.</param>
    /// <returns>The ticket; null where it is none of ours.</returns>
    public static StoredTicket? Join(TrackerTicket ticket, StoredTicket? known)
    {
        TicketMarker? marker = TicketMarker.Read(ticket.Body);
        string key = TwinTickets.KeyOf(ticket);
        if (key.Length == 0 || (marker is null && known is null))
        {
            return null;
        }

        TicketDraft draft = known?.Draft.Key == key ? known.Draft : new TicketDraft();
        draft = draft with
        {
            Key = key,
            Title = ticket.Title,
            Team = ticket.Team ?? draft.Team,
            Priority = ticket.Priority ?? draft.Priority,
            DueDate = ticket.DueDate,
        };
        if (marker is not null && (draft.Unit.Length == 0 || IsNews(marker, draft)))
        {
            draft = Learn(draft, marker);
        }

        bool isClosed = ticket.State == TicketState.Closed;
        return new StoredTicket
        {
            Id = ticket.Id,
            Number = ticket.Number,
            Url = ticket.Url,
            Draft = draft,
            State = ticket.State == TicketState.Unknown ? TicketState.New : ticket.State,
            CreatedAt = ticket.CreatedAt,
            UpdatedAt = ticket.UpdatedAt,
            ClosedAt = isClosed ? ticket.ClosedAt ?? ticket.UpdatedAt : null,
            Resolution = !isClosed ? TicketResolution.None
                : known is { State: TicketState.Closed } && ticket.SameResolution.Contains(known.Resolution) ? known.Resolution
                : ticket.Resolution != TicketResolution.None ? ticket.Resolution
                : known is { State: TicketState.Closed } ? known.Resolution
                : TicketResolution.Other,
            Written = known?.Written,
            IsTouched = ticket.IsTouched,
        };
    }

    /// <summary>What people changed since the module wrote the ticket last, by the names of <see cref="RemediationTicket"/>.</summary>
    /// <param name="now">The ticket as the tracker has it.</param>
    /// <param name="written">What the tracker held after it was written; null where nobody remembers, and then nothing is known to be changed.</param>
    /// <returns>Names of fields.</returns>
    public static IReadOnlySet<string> Edited(TrackerTicket now, WrittenFields? written)
    {
        HashSet<string> edited = new(StringComparer.Ordinal);
        if (written is null)
        {
            return edited;
        }

        WrittenFields fields = TrackerText.Fields(now);
        Add(fields.Title != written.Title, nameof(RemediationTicket.Title));
        Add(fields.Team != written.Team, nameof(RemediationTicket.Team));
        Add(fields.Priority != written.Priority, nameof(RemediationTicket.Priority));
        Add(fields.DueDate != written.DueDate, nameof(RemediationTicket.DueDate));
        Add(fields.TextHash != written.TextHash, nameof(RemediationTicket.Text));
        return edited;

        void Add(bool isEdited, string name)
        {
            if (isEdited)
            {
                edited.Add(name);
            }
        }
    }

    /// <summary>Whether every unit of a ticket has its finding, so that its text can be written anew without losing anything.</summary>
    /// <param name="draft">The ticket.</param>
    /// <returns>False where the ledger was lost since and the marker alone says what the ticket covers.</returns>
    public static bool IsWhole(TicketDraft draft)
    {
        HashSet<WorkUnit> told =
        [
            .. draft.Content.Host.SelectMany(host => host.Finding.SelectMany(FindingWork.Of)
                .Select(work => new WorkUnit(host.CanonicalName, work))),
        ];
        return draft.Unit.All(told.Contains);
    }

    // Another machine wrote it since, or the ledger was lost. A marker that left hosts out says less than the ledger.
    private static bool IsNews(TicketMarker marker, TicketDraft draft) =>
        marker is { IsIntact: true, OmittedHosts: 0 } && !marker.Unit.ToHashSet().SetEquals(draft.Unit);

    private static TicketDraft Learn(TicketDraft draft, TicketMarker marker)
    {
        Dictionary<string, TicketHost> known = draft.Content.Host
            .GroupBy(host => host.CanonicalName, StringComparer.Ordinal)
            .ToDictionary(host => host.Key, host => host.First(), StringComparer.Ordinal);
        TicketHost[] hosts =
        [
            .. marker.Host.Select(host => known.TryGetValue(host.Name, out TicketHost? facts)
                ? facts with { Alias = [.. facts.Alias.Union(host.Alias, StringComparer.Ordinal).Order(StringComparer.Ordinal)] }
                : new TicketHost { ComputerName = host.Name, CanonicalName = host.Name, Alias = host.Alias }),
        ];
        return draft with
        {
            Episode = marker.Episode,
            Content = draft.Content with { GroupKind = marker.Group.Kind, GroupValue = marker.Group.Value, Host = hosts },
            Unit = marker.Unit,
            Alias = marker.Alias,
        };
    }
}
