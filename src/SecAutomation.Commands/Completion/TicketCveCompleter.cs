namespace SecAutomation.Commands.Completion;

/// <summary>Completes the CVEs that tickets cover.</summary>
public sealed class TicketCveCompleter : StoreCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket) =>
        ticket.Draft.Content.Host.SelectMany(host => host.Finding).SelectMany(finding => finding.CveId).Select(cve => (cve, ticket.Number));
}
