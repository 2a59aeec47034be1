namespace SecAutomation.Commands.Abstractions;

/// <summary>Makes the ticket that the user sees.</summary>
internal static class TicketRecord
{
    /// <summary>A ticket of the store.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="store">The path of the store.</param>
    /// <param name="action">What this run did with it.</param>
    /// <param name="reason">Why.</param>
    public static RemediationTicket Of(
        StoredTicket ticket, string store, TicketAction action = TicketAction.None, string reason = "") =>
        Of(ticket.Draft, store, action, reason) with
        {
            Id = ticket.Id,
            Number = ticket.Number,
            Url = ticket.Url,
            State = ticket.State,
            CreatedAt = ticket.CreatedAt,
            UpdatedAt = ticket.UpdatedAt,
            ClosedAt = ticket.ClosedAt,
            CloseReason = ticket.CloseReason,
            Resolution = ticket.Resolution,
            Comment = ticket.Comment,
        };

    /// <summary>A ticket that is not in the store.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="store">The path of the store.</param>
    /// <param name="action">What this run would do, or would have done.</param>
    /// <param name="reason">Why.</param>
    public static RemediationTicket Of(TicketDraft draft, string store, TicketAction action, string reason) => new()
    {
        Action = action,
        Reason = reason,
        Title = draft.Title,
        Team = draft.Team,
        Priority = draft.Priority,
        DueDate = draft.DueDate,
        State = TicketState.New,
        Key = draft.Key,
        ComputerName = Distinct(draft.Content.Host.Select(host => host.ComputerName)),
        CveId = Distinct([
            .. draft.Content.Host.SelectMany(host => host.Finding).SelectMany(finding => finding.CveId),

            // Where the findings are not remembered, the units tell their CVEs.
            .. draft.Unit.Select(unit => unit.Work).Where(work => work.StartsWith("CVE-", StringComparison.Ordinal)),
        ]),
        Connection = store,
        Text = draft.Text,
    };

    private static string[] Distinct(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
