using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Testing;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A connection to the stub tracker, by its connector.</summary>
internal sealed class StubConnection : IAsyncDisposable
{
    private static readonly ConnectorManifest s_connector = ConnectorCatalog
        .FromFolder(RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker")).Connector[0];

    private readonly LiveConnection _connection;

    public StubConnection(StubTracker server, string? apiKey = null, TimeProvider? time = null)
        : this(s_connector, server.Url, new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "IT Operations" }, "apiKey", apiKey ?? StubTracker.ApiKey, time)
    {
    }

    public StubConnection(ConnectorManifest connector, Uri url, IReadOnlyDictionary<string, string> setting, string secretName, string secret, TimeProvider? time = null)
    {
        _connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "tickets",
                Connector = connector,
                Url = url,
                Setting = setting,
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { [secretName] = Secret.FromText(secret) },
            },
            time ?? TimeProvider.System);
        Actions = new TicketActions(_connection, SilentHttpObserver.Instance);
        Tracker = new ConnectionTracker(Actions);
    }

    public TicketActions Actions { get; }

    public ConnectionTracker Tracker { get; }

    public async ValueTask DisposeAsync()
    {
        Actions.Dispose();
        await _connection.DisposeAsync();
    }
}
