using System.Collections.Concurrent;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A ticket connector against a server whose rules are data, with or without a fault.</summary>
internal sealed class TrackerTrial : IHttpObserver, IAsyncDisposable
{
    public const string Key = "sa1-abcdefghijklmnopqrstuvwxyz";
    public const string Id = "23";
    public const string NobodysId = "99";

    private readonly LiveConnection _connection;
    private readonly ConcurrentQueue<string> _lines = new();

    public TrackerTrial(string connector, Func<StubRule, StubRule>? fault = null)
    {
        StubRules rules = StubRules.Load(ConnectorFolders.File(connector, "_test", "server.yaml"));
        ConnectorManifest manifest = ConnectorFolders.Catalog.Find(connector);
        Server = new StubServer([.. rules.Rule.Select(fault ?? (rule => rule))]);
        ILookup<bool, KeyValuePair<string, string>> settings = rules.Setting.ToLookup(pair => manifest.Connection!.Setting.Any(setting => setting.Name == pair.Key && setting.IsSecret));
        Secrets = [.. settings[true].Select(pair => pair.Value)];
        _connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "stub",
                Connector = manifest,
                Url = Server.Url,
                Setting = settings[false].ToDictionary(StringComparer.Ordinal),
                Secret = settings[true].ToDictionary(pair => pair.Key, pair => Secret.FromText(pair.Value), StringComparer.Ordinal),
            },
            TimeProvider.System);
        Actions = new TicketActions(_connection, this);
    }

    public static IReadOnlyList<string> Connectors { get; } =
        [.. ConnectorFolders.Catalog.Connector.Where(connector => connector.Tracker is not null).Select(connector => connector.Name)];

    public StubServer Server { get; }

    public TicketActions Actions { get; }

    public ConnectorManifest Manifest => _connection.Connector;

    public IReadOnlyList<string> Secrets { get; }

    /// <summary>What was told and traced.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public TicketValues Draft => new()
    {
        Key = Key,
        Marker = "```secautomation\nkey: " + Key + "\nhost: web01 web01.corp.example\nwork: CVE-2021-44228\n```",
        Title = "Patch web01",
        Body = Text("Patch <b>it</b> & \"quote\" {braces} é☃"),
        Team = "IT Operations",
        Priority = RemediationPriority.Critical,
        DueDate = new DateOnly(2026, 12, 1),
    };

    /// <summary>A text that this product takes: as it is, but where it takes documents alone.</summary>
    public string Text(string text) => Actions.Dialect == "adf" ? TicketText.Render(text, TicketDialect.Adf, new TextLimit(30_000, TextUnit.Utf16)).Text : text;

    public void Told(string message) => _lines.Enqueue(message);

    public void Traced(string line) => _lines.Enqueue(line);

    public async ValueTask DisposeAsync()
    {
        Actions.Dispose();
        await _connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}
