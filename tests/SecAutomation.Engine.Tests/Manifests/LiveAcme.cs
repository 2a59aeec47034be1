using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>A connector of an invented product that is reached over the network, and ways to spoil it.</summary>
internal static class LiveAcme
{
    public const string ConnectorYaml = """
        name: Acme
        title: Acme
        docUrl: https://acme.example/docs
        roles: [scanner, inventory]
        url:
          example: https://acme.example
          path: /api
        settings:
          key: { title: The key, secret: true, credential: password }
          site: { title: The site, default: main }
          size: { title: The page size, default: "2" }
        authentication:
          kind: apiKey
          headers:
            X-Acme-Key: "key={key}"
        rate:
          requests: 100
          seconds: 1
          attempts: 3
          waitHeaders:
            X-Wait: secondsOrDate
          waitStatus: 409
        errors:
          - { status: 400, text: no licence, failure: permissionMissing, next: Buy one. }
        test:
          identity:
            request: { path: /me }
            value: user.name
          version:
            request: { path: /about }
            value: version
          rights:
            - { title: read assets, request: { path: "/sites/{site}/assets" } }
        severity:
          low: low
          bad: critical
        """;

    public const string FindingsYaml = """
        title: Acme findings
        gives: findings
        format: json
        records: "findings[]"
        announcedTotal: total
        request:
          path: "/sites/{site}/findings"
          query:
            skip: "{page.offset}"
            take: "{page.size}"
            seenAfter: "{query.since:iso}"
            cve: "{query.cveId}"
            level: "{query.severity:comma}"
        paging:
          kind: offset
          size: 2
        queryWords:
          severity:
            low: minor
            critical: [bad, worst]
        key: [detectionId]
        fields:
          hostId: host
          hostName: host
          cveId: cve
          detectionId: check
          severity: level
          lastSeen: seen
        """;

    public const string AssetsYaml = """
        title: Acme assets
        gives: assets
        format: json
        records: "assets[]"
        announcedTotal: total
        request:
          path: /assets/search
          json:
            query: "{batch.clause}"
            limit: "{page.size}"
            offset: "{page.offset}"
            size: "{size:number}"
            site: "{site}"
            all: true
            rate: 1.5
            nothing: null
            words: [a, "{site}"]
            text: "7"
        paging:
          kind: offset
          size: 2
        batch:
          hosts: 2
          join: " or "
          terms:
            name: 'name in [{values:aql},{values:lower:aql}]'
            ipAddress: '(ip == {value:aql})'
        key: assetId
        fields:
          assetId: id
          hostName: host
          ipAddress: ips
        """;

    public const string ConnectorFile = "Acme/connector.yaml";
    public const string FindingsFile = "Acme/Streams/findings.yaml";
    public const string AssetsFile = "Acme/Streams/assets.yaml";

    /// <summary>The maps of the files, for a key that none of them knows.</summary>
    public static IReadOnlyList<(string File, string Text, string Indent)> Places { get; } =
    [
        (ConnectorFile, "url:\n", "  "), (ConnectorFile, "authentication:\n", "  "), (ConnectorFile, "rate:\n", "  "), (ConnectorFile, "test:\n", "  "),
        (FindingsFile, "request:\n", "  "), (FindingsFile, "paging:\n", "  "), (AssetsFile, "batch:\n", "  "), (FindingsFile, "queryWords:\n", "  "),
    ];

    /// <summary>The files of the sound connector.</summary>
    public static Dictionary<string, string> Files() => new(StringComparer.Ordinal)
    {
        [ConnectorFile] = ConnectorYaml,
        [FindingsFile] = FindingsYaml,
        [AssetsFile] = AssetsYaml,
    };

    /// <summary>The connector, after texts in its files were replaced.</summary>
    public static ConnectorManifest Connector(params (string File, string Text, string Replacement)[] changes)
    {
        Dictionary<string, string> files = Files();
        foreach ((string file, string text, string replacement) in changes)
        {
            files[file].ShouldContain(text);
            files[file] = files[file].Replace(text, replacement, StringComparison.Ordinal);
        }

        return ConnectorCatalog.FromFiles(files, "a test").Connector[0];
    }

    /// <summary>What is said of the connector after a text in one of its files was replaced.</summary>
    public static IReadOnlyList<ManifestProblem> ProblemsAfter(string file, string text, string replacement)
    {
        Dictionary<string, string> files = Files();
        files[file].ShouldContain(text);
        files[file] = files[file].Replace(text, replacement, StringComparison.Ordinal);
        return AcmeConnector.ProblemsOf(files);
    }

    /// <summary>A connection to a server.</summary>
    public static ConnectionSettings Settings(Uri url, ConnectorManifest? connector = null) => new()
    {
        Name = "acme",
        Connector = connector ?? Connector(),
        Url = url,
        Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = Secret.FromText("very-hidden") },
    };
}
