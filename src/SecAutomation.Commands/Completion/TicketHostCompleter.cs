namespace SecAutomation.Commands.Completion;

/// <summary>Completes the hosts that tickets cover.</summary>
public sealed class TicketHostCompleter : StoreCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket) =>
        ticket.Draft.Content.Host.Select(host => (host.ComputerName, ticket.Number));
}
