using SecAutomation.Commands.Connections;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connectors that can be connected to.</summary>
public sealed class LiveConnectorCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values =>
        ConnectorSource.Catalog.Connector.Where(connector => connector.Connection is not null).Select(connector => (connector.Name, connector.Title));
}
