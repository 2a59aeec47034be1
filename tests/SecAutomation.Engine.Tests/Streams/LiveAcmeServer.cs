using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>A connection of the invented product to a stub server.</summary>
internal sealed class LiveAcmeServer : IAsyncDisposable
{
    private readonly LiveConnection _connection;

    public LiveAcmeServer(IReadOnlyList<StubRule> rules, ConnectorManifest? connector = null, TimeProvider? time = null)
    {
        Server = new StubServer(rules);
        _connection = LiveConnection.Open(LiveAcme.Settings(Server.Url, connector), time ?? TimeProvider.System);
        Streams = new LiveStreams(_connection, ReadLimits.Default, time ?? TimeProvider.System);
    }

    public StubServer Server { get; }

    public LiveStreams Streams { get; }

    public Heard Heard { get; } = new();

    public static StubAnswer Findings(int total, params string[] hosts) => StubAnswer.Json(
        $$"""{"total":{{total}},"findings":[{{string.Join(',', hosts.Select(host => $$"""{"host":"{{host}}","check":"{{total}}","cve":"CVE-2021-44228","level":"bad","seen":"2026-01-01T00:00:00Z"}"""))}}]}""");

    public static StubAnswer Assets(int total, params string[] hosts) => StubAnswer.Json(
        $$"""{"total":{{total}},"assets":[{{string.Join(',', hosts.Select(host => $$"""{"id":"id-{{host}}","host":"{{host}}","ips":["192.0.2.1"]}"""))}}]}""");

    public Task<ReportRead> ReadFindingsAsync(FindingQuery? query = null, FindingFilter? filter = null, CancellationToken? token = null) =>
        Streams.ReadFindingsAsync(query ?? FindingQuery.Everything, filter ?? (static (in FindingFacts _) => true), Heard, token ?? TestContext.Current.CancellationToken);

    public Task<InventoryRead> ReadAssetsAsync(params string[] hosts) => Streams.ReadAssetsAsync(
        [.. hosts.Select(host => new HostIdentity { ComputerName = host, Alias = [host] })], Heard, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}
