using SecAutomation.Commands.Delivery.Local;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Delivery;

/// <summary>Closes tickets by hand.</summary>
/// <param name="reason">Why, in words.</param>
/// <param name="resolution">Why, as a kind.</param>
/// <param name="limits">How many may be closed, and where.</param>
/// <param name="time">The clock.</param>
internal sealed class TicketClosing(string reason, TicketResolution resolution, RunLimits limits, TimeProvider time)
{
    /// <summary>Closes tickets of a tracker.</summary>
    /// <param name="use">The tracker.</param>
    /// <param name="found">The tickets.</param>
    /// <param name="comment">The reason, Markdown.</param>
    /// <param name="throttle">How many tickets are written at once.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseAsync(TrackerUse use, IReadOnlyList<StoredTicket> found, string comment, int throttle, IPipelineWriter writer, CancellationToken token) =>
        Planning(found, comment, writer) is { } planning
            ? await new TrackerRun(planning, limits, throttle, time).MakeAsync(use, writer, token).ConfigureAwait(false)
            : 0;

    /// <summary>Closes tickets of the local store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="found">The tickets.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseAsync(TicketStore store, IReadOnlyList<StoredTicket> found, IPipelineWriter writer, CancellationToken token) =>
        Planning(found, reason, writer) is { } planning
            ? await new LocalRun(planning, limits, time).MakeAsync(store, writer, token).ConfigureAwait(false)
            : 0;

    private ClosePlanning? Planning(IReadOnlyList<StoredTicket> found, string comment, IPipelineWriter writer)
    {
        HashSet<string> open = new(found.Where(ticket => ticket.State != TicketState.Closed).Select(ticket => ticket.Draft.Key), StringComparer.Ordinal);
        foreach (StoredTicket ticket in found.Where(ticket => ticket.State == TicketState.Closed && !open.Contains(ticket.Draft.Key)))
        {
            writer.Error(Failures.ToErrorRecord(new FailureException(
                FailureId.TicketClosed,
                $"The ticket {ticket.Number} is closed already ({ticket.Resolution}, {ticket.ClosedAt:u}).",
                "A scan that sees the hole again opens it again or makes a new one.",
                ticket.Number)));
        }

        return open.Count == 0
            ? null
            : new ClosePlanning(
                [.. found.Where(ticket => ticket.State != TicketState.Closed).Select(ticket => ticket.Id)], reason, comment, resolution, countsOpen: limits.Policy.Share is not null);
    }
}
