using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Delivery;

/// <summary>Tickets that carry one key, of which one is to stay. Every machine decides alike, so that two that tidy up at once agree.</summary>
public static class TwinTickets
{
    /// <summary>The tickets of a key that still count: one that was closed as a duplicate is settled.</summary>
    /// <param name="found">What a search found, which may be more than was asked for.</param>
    /// <param name="key">The key.</param>
    /// <returns>Each once, the one that stays first: open before closed, touched by people before untouched, then the oldest.</returns>
    public static IReadOnlyList<TrackerTicket> Of(IEnumerable<TrackerTicket> found, string key) =>
    [
        .. found
            .Where(ticket => KeyOf(ticket) == key && ticket is not { State: TicketState.Closed, Resolution: TicketResolution.Duplicate })
            .DistinctBy(ticket => ticket.Id, StringComparer.Ordinal)
            .OrderBy(ticket => ticket.State == TicketState.Closed)
            .ThenByDescending(ticket => ticket.IsTouched == true)
            .ThenBy(ticket => ticket.Id.Length)
            .ThenBy(ticket => ticket.Id, StringComparer.Ordinal),
    ];

    /// <summary>What a sweep has to merge.</summary>
    /// <param name="found">The tickets of some keys, or all with our marker.</param>
    /// <returns>For each key that has several tickets, the ticket that stays and those that lose; closed ones are left as they are.</returns>
    public static IReadOnlyList<(TrackerTicket Winner, IReadOnlyList<TrackerTicket> Loser)> Sweep(IReadOnlyCollection<TrackerTicket> found) =>
    [
        .. found.GroupBy(KeyOf, StringComparer.Ordinal)
            .Where(key => key.Key.Length > 0)
            .Select(key => Of(key, key.Key))
            .Where(twins => twins.Count > 1)
            .Select(twins => (twins[0], (IReadOnlyList<TrackerTicket>)[.. twins.Skip(1).Where(twin => twin.State != TicketState.Closed)]))
            .Where(twins => twins.Item2.Count > 0),
    ];

    /// <summary>The key of a ticket: in its field, else in the block of its text.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>The key; empty where it has none.</returns>
    public static string KeyOf(TrackerTicket ticket) =>
        ticket.Key.Length > 0 ? ticket.Key : TicketMarker.Read(ticket.Body)?.Key ?? "";
}
