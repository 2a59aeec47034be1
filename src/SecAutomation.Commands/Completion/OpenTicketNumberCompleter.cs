namespace SecAutomation.Commands.Completion;

/// <summary>Completes the numbers of open tickets.</summary>
public sealed class OpenTicketNumberCompleter : StoreCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket) =>
        ticket.State == TicketState.Closed ? [] : [(ticket.Number, ticket.Draft.Title)];
}
