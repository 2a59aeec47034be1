using System.Collections.Concurrent;
using System.Globalization;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Live;

/// <summary>A connector against a server whose rules are data, with or without a fault.</summary>
internal sealed class LiveTrial : IAsyncDisposable
{
    private readonly LiveConnection _connection;
    private readonly StubRules _rules;

    public LiveTrial(string connector, Func<StubRule, StubRule>? fault = null, ConnectorManifest? changed = null)
    {
        _rules = StubRules.Load(ConnectorFolders.File(connector, "_test", "server.yaml"));
        Server = new StubServer([.. _rules.Rule.Select(fault ?? (rule => rule))]);
        ConnectorManifest manifest = changed ?? ConnectorFolders.Catalog.Find(connector);
        ILookup<bool, KeyValuePair<string, string>> settings =
            _rules.Setting.ToLookup(pair => manifest.Connection!.Setting.Any(setting => setting.Name == pair.Key && setting.IsSecret));
        Secrets = [.. settings[true].Select(pair => pair.Value)];
        var clock = new FastClock();
        _connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "stub",
                Connector = manifest,
                Url = Server.Url,
                // The rules do not know where their server will be.
                Setting = settings[false].ToDictionary(pair => pair.Key, pair => pair.Value.Replace("{server}", Server.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal), StringComparer.Ordinal),
                Secret = settings[true].ToDictionary(pair => pair.Key, pair => Secret.FromText(pair.Value), StringComparer.Ordinal),
            },
            clock);
        Streams = new LiveStreams(_connection, ReadLimits.Default, clock);
        Manifest = manifest;
    }

    public static IReadOnlyList<string> Connectors { get; } =
        [.. ConnectorFolders.Catalog.Connector.Where(connector => connector.Stream.Any(stream => stream is { Live: not null, Gives: not StreamOutput.Cves })).Select(connector => connector.Name)];

    public ConnectorManifest Manifest { get; }

    public StubServer Server { get; }

    public LiveStreams Streams { get; }

    public LiveConnection Connection => _connection;

    public IReadOnlyList<string> Secrets { get; }

    public Hearing Heard { get; } = new();

    public bool GivesFindings => Manifest.Role.Contains(ConnectorRole.Scanner) && Manifest.Stream.Any(stream => stream is { Gives: StreamOutput.Findings, Live: not null });

    public bool GivesAssets => Manifest.Stream.Any(stream => stream is { Gives: StreamOutput.Assets, Live: not null });

    public bool LooksHostsUp => Manifest.Stream.Any(stream => stream.Live?.Batch is not null);

    public async Task<LiveResult> ReadAsync(FindingFilter? filter = null, IReadOnlyList<string>? sought = null, CancellationToken? token = null)
    {
        CancellationToken ends = token ?? TestContext.Current.CancellationToken;
        ReportRead? report = GivesFindings
            ? await Streams.ReadFindingsAsync(FindingQuery.Everything, filter ?? ConnectorFolders.Everything, Heard, ends)
            : null;
        InventoryRead? whole = GivesAssets ? await Streams.ReadAssetsAsync([], Heard, ends) : null;
        InventoryRead? found = GivesAssets && LooksHostsUp ? await Streams.ReadAssetsAsync(Hosts(sought ?? _rules.Sought), Heard, ends) : null;
        return new LiveResult(report, whole, found);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static HostIdentity[] Hosts(IEnumerable<string> names) =>
        [.. names.Select(name => new HostIdentity { ComputerName = HostName.Parse(name).Short, Fqdn = HostName.Parse(name).Fqdn, Alias = [name] })];

    /// <summary>All that is said, on whichever thread.</summary>
    internal sealed class Hearing : IReadObserver, IHttpObserver
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ConcurrentQueue<FailureException> Failures { get; } = new();

        public void Failed(FailureException failure)
        {
            Failures.Enqueue(failure);
            Lines.Enqueue(failure.ToString());
        }

        public void Warned(string message) => Lines.Enqueue(message);

        public void Told(string message) => Lines.Enqueue(message);

        public void Traced(string line) => Lines.Enqueue(line);

        public void Advanced(in ReadProgress progress) => Lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{progress}"));
    }
}
