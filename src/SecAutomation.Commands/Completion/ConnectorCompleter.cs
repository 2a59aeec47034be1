using SecAutomation.Commands.Connections;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of all connectors.</summary>
public sealed class ConnectorCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values =>
        ConnectorSource.Catalog.Connector.Select(connector => (connector.Name, connector.Title));
}
