namespace SecAutomation.Commands.Completion;

/// <summary>Completes the numbers of tickets.</summary>
public sealed class TicketNumberCompleter : StoreCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket) =>
        [(ticket.Number, ticket.Draft.Title)];
}
