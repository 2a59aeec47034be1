using System.Security.Cryptography;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Http;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A connection to one of the servers of <c>tests/Servers</c>.</summary>
internal sealed class RealTracker : IAsyncDisposable
{
    private readonly LiveConnection _connection;

    private RealTracker(LiveConnection connection, string team, string otherTeam)
    {
        (_connection, Team, OtherTeam) = (connection, team, otherTeam);
        Actions = new TicketActions(connection, SilentHttpObserver.Instance);
    }

    public TicketActions Actions { get; }

    public string Team { get; }

    public string OtherTeam { get; }

    public static RealTracker Open(string product, Uri? url = null, Action<Dictionary<string, string>>? setting = null, string? secret = null) => product switch
    {
        "RequestTracker" => OpenRequestTracker(url, setting, secret),
        _ => OpenRedmine(url, setting, secret),
    };

    /// <summary>A key that no ticket has.</summary>
    public static string NewKey() => "sa1-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 26);

    public async ValueTask DisposeAsync()
    {
        Actions.Dispose();
        await _connection.DisposeAsync();
    }

    private static RealTracker OpenRequestTracker(Uri? url, Action<Dictionary<string, string>>? setting, string? secret)
    {
        TestServer server = TestServer.Require("REQUESTTRACKER", Assert.Skip);
        return new RealTracker(
            Connect("RequestTracker", url ?? new Uri(server["URL"]), [], setting, "token", secret ?? server["TOKEN"]),
            server["QUEUE"],
            "Network & O'Brien");
    }

    private static RealTracker OpenRedmine(Uri? url, Action<Dictionary<string, string>>? setting, string? secret)
    {
        TestServer server = TestServer.Require("REDMINE", Assert.Skip);
        return new RealTracker(
            Connect("Redmine", url ?? new Uri(server["URL"]), new(StringComparer.Ordinal) { ["project"] = server["PROJECT"] }, setting, "apiKey", secret ?? server["API_KEY"]),
            server["TEAM"],
            "Network");
    }

    private static LiveConnection Connect(
        string connector, Uri url, Dictionary<string, string> values, Action<Dictionary<string, string>>? setting, string secretName, string secret)
    {
        setting?.Invoke(values);
        return LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "tickets",
                Connector = ConnectorFolders.Catalog.Find(connector),
                Url = url,
                Setting = values,
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { [secretName] = Secret.FromText(secret) },
            },
            TimeProvider.System);
    }
}
