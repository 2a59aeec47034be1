using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connections.</summary>
public class ConnectionCompleter : NameCompleter
{
    /// <summary>The role that a connection needs; null: any.</summary>
    private protected virtual string? Role => null;

    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values =>
        ConnectionRegistry.All(out _)
            .Where(connection => Role is null || connection.Role.Contains(Role, StringComparer.OrdinalIgnoreCase))
            .Select(connection => (connection.Name, $"{connection.Connector}, {connection.Url}"));
}
