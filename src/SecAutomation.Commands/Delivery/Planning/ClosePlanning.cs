using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>Tickets closed by hand: what Close-RemediationTicket wants.</summary>
/// <param name="id">The tickets.</param>
/// <param name="reason">Why, in words.</param>
/// <param name="comment">The same as it is written into the ticket.</param>
/// <param name="resolution">Why, as a kind.</param>
/// <param name="countsOpen">Whether it matters how many tickets are open.</param>
internal sealed class ClosePlanning(IReadOnlyCollection<string> id, string reason, string comment, TicketResolution resolution, bool countsOpen) : ITicketPlanning
{
    /// <inheritdoc/>
    public RunKind Kind => RunKind.Close;

    /// <inheritdoc/>
    public TicketScope Scope { get; } = new([], []);

    /// <inheritdoc/>
    public bool NeedsAllOpen => countsOpen;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Id => id;

    /// <inheritdoc/>
    public RemediationRun Describe(RemediationRun run) => run;

    /// <inheritdoc/>
    public RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing)
    {
        HashSet<string> wanted = new(id, StringComparer.Ordinal);
        return new RunPlan([.. existing.Where(ticket => wanted.Contains(ticket.Id)).Select(Plan)], []);
    }

    private PlannedTicket Plan(StoredTicket ticket) => ticket.State == TicketState.Closed
        ? new PlannedTicket(TicketAction.Skipped, "It was closed meanwhile.", ticket.Draft, ticket)
        : new PlannedTicket(TicketAction.Closed, reason, ticket.Draft, ticket) { State = TicketState.Closed, Resolution = resolution, Comment = comment };
}
