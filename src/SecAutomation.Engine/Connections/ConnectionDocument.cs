namespace SecAutomation.Engine.Connections;

/// <summary>The content of the file of connections, in its newest version.</summary>
internal sealed record ConnectionDocument
{
    public static ConnectionDocument Empty { get; } = new();

    public int Version { get; init; }

    public IReadOnlyList<ConnectionEntry> Connection { get; init; } = [];

    public IReadOnlyList<string> ConnectorFolder { get; init; } = [];
}
