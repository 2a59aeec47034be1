using System.Globalization;
using System.Net;
using System.Text;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Streams.Live;

namespace SecAutomation.Engine.Connections;

/// <summary>
/// Asks a product that is not there: nothing is sent, nothing is opened, and the answer is known. What the first real request needs is compiled by it,
/// which takes longer than all the work of that request, and can be done beside something else.
/// </summary>
public static class Rehearsal
{
    private const string Name = "Rehearsal";

    private const string Connector = """
        name: Rehearsal
        title: Rehearsal
        docUrl: https://example.com
        roles: [inventory]
        versions: ["1"]
        url: { example: "http://localhost" }
        settings:
          token: { title: Token, secret: true, credential: password }
        authentication: { kind: bearer, token: "{token}" }
        rate: { requests: 20, seconds: 1 }
        test:
          identity: { request: { path: /me }, value: name }
          version: { request: { path: /version }, value: version }
          rights: [{ title: read, request: { path: /hosts } }]
        """;

    private const string Hosts = """
        title: Hosts
        gives: assets
        format: json
        recognise: { keys: [hosts, total] }
        records: hosts[]
        announcedTotal: total
        key: [assetId]
        request: { path: /hosts, query: { search: "{batch.clause}", offset: "{page.offset}", limit: "{page.size}" } }
        paging: { kind: offset, size: 500 }
        batch: { hosts: 50, join: " or ", terms: { name: "name = {value:oData}" } }
        fields:
          assetId: id
          hostName: name
          fqdn: fqdn
          ipAddress: { path: "addresses[]" }
          operatingSystem: os
          owner: owner
          lastSeen: seen
          software: { records: "software[]", fields: { name: name, version: version } }
        """;

    private const string Answer = """
        {"total":1,"hosts":[{"id":"1","name":"host","fqdn":"host.example","addresses":["192.0.2.1"],"os":"Linux","owner":"IT","seen":"2025-11-04T10:00:00Z","software":[{"name":"a","version":"1"}]}]}
        """;

    /// <summary>Opens the connection to it, whose answer is one host.</summary>
    /// <param name="time">The clock.</param>
    public static LiveConnection Open(TimeProvider time)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [$"{Name}/connector.yaml"] = Connector, [$"{Name}/Streams/hosts.yaml"] = Hosts };
        return LiveConnection.Open(
            new ConnectionSettings
            {
                Name = Name,
                Connector = ConnectorCatalog.FromFiles(files, Name).Connector[0],
                Url = new Uri("http://localhost"),
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = new Secret(new NetworkCredential("", Name).SecurePassword) },
                Line = static () => new AnsweringLine(Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Answer.Length}\r\nConnection: close\r\n\r\n{Answer}"))),
            },
            time);
    }

    /// <summary>Reads an answer, as if it had come.</summary>
    /// <param name="connection">The connection of <see cref="Open"/>.</param>
    /// <param name="observer">Hears of it as of a real read.</param>
    /// <returns>The hosts in it.</returns>
    public static async Task<IReadOnlyList<Asset>> ReadAsync(LiveConnection connection, IReadObserver observer)
    {
        ArgumentNullException.ThrowIfNull(connection);
        StreamManifest stream = connection.Connector.Stream[0];
        var call = new HttpCall { Source = Name, Url = new Uri("hosts", UriKind.Relative) };
        using var message = new HttpResponseMessage { Content = new StringContent(Answer) };
        using HttpAnswer answer = await connection.TakeAsync(call, message, SilentHttpObserver.Instance, CancellationToken.None).ConfigureAwait(false);
        var hosts = new AssetTarget(Name, static _ => true);
        new LiveReading(connection, ReadLimits.Default, connection.Time, observer).Read(answer, Name, stream, hosts, "", isMarked: false, CancellationToken.None);
        return hosts.Assets();
    }
}
