using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Remediation.Tests.Delivery;

/// <summary>A tracker with a clock of its own, whose search lags behind and whose answers get lost.</summary>
internal sealed class SimulatedTracker
{
    private readonly List<(TrackerTicket Ticket, DateTimeOffset VisibleAt)> _tickets = [];

    public static TimeSpan Settle { get; } = TimeSpan.FromSeconds(120);

    public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);

    public int Creates { get; private set; }

    public bool IsKeyUnique { get; init; }

    public IEnumerable<TrackerTicket> All => _tickets.Select(one => one.Ticket);

    public IReadOnlyList<TrackerTicket> Find(string key) =>
        [.. _tickets.Where(one => one.VisibleAt <= Now && TwinTickets.KeyOf(one.Ticket) == key).Select(one => one.Ticket)];

    public TrackerTicket? Read(string id) => All.FirstOrDefault(ticket => ticket.Id == id);

    public TrackerTicket Create(TrackerDraft draft, CreateFault fault, TimeSpan lag)
    {
        Creates++;
        FailureException doubt = new(FailureId.TicketOutcomeUncertain, "The connection was reset.");
        if (fault == CreateFault.Refused)
        {
            throw new FailureException(FailureId.RequestRefused, "No.");
        }

        if (fault == CreateFault.RequestLost)
        {
            throw doubt;
        }

        bool isTaken = IsKeyUnique && All.Any(ticket => ticket.Key == draft.Key);
        TrackerTicket ticket = new()
        {
            Id = $"{_tickets.Count + 1}",
            Title = draft.Title,
            Body = draft.Body,
            Team = draft.Team,
            Priority = draft.Priority,
            DueDate = draft.DueDate,
            State = TicketState.New,
            Key = isTaken || fault == CreateFault.KeyDropped ? "" : draft.Key,
        };
        _tickets.Add((ticket, Now + lag));
        return fault is CreateFault.AnswerLost or CreateFault.Late ? throw doubt : ticket;
    }

    public TrackerTicket? Repair(string id, TrackerChange change)
    {
        bool isTaken = IsKeyUnique && All.Any(ticket => ticket.Key == change.Key && ticket.Id != id);
        Change(id, ticket => ticket with { Key = isTaken ? ticket.Key : change.Key ?? ticket.Key, Team = change.Team ?? ticket.Team });
        return Read(id);
    }

    public void MarkDuplicate(string id) =>
        Change(id, ticket => ticket with { State = TicketState.Closed, Resolution = TicketResolution.Duplicate });

    private void Change(string id, Func<TrackerTicket, TrackerTicket> change)
    {
        int place = _tickets.FindIndex(one => one.Ticket.Id == id);
        _tickets[place] = _tickets[place] with { Ticket = change(_tickets[place].Ticket) };
    }
}
