using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>A connector of an invented product, and ways to spoil it.</summary>
internal static class AcmeConnector
{
    public const string ConnectorYaml = """
        name: Acme
        title: Acme scanner
        docUrl: https://acme.example/docs
        roles: [scanner, inventory]
        versions: ["1", "2"]
        severity:
          low: low
          bad: critical
        state:
          OPEN: open
          BACK: reopened
          GONE: fixed
          WAIVED: accepted
        """;

    public const string FindingsYaml = """
        title: Acme findings (XML)
        gives: findings
        format: xml
        recognise:
          root: acme
        records: acme/host/item
        enclosingValues: first
        fields:
          hostId: "../@id"
          fqdn: "../fqdn"
          netBiosName: "../netbios"
          hostName: "../name"
          target: "../@target"
          ipAddress: "../ip"
          macAddress: "../mac"
          operatingSystem: { path: "../os", split: newline }
          credentialed: "../credentialed"
          lastAuthenticated: "../on"
          lastUnauthenticated: "../off"
          scannedAt: "../end"
          lastSeen: [seen, "../end"]
          firstSeen: { path: first, date: "dd.MM.yyyy" }
          cveId: cve
          detectionId: "@check"
          title: title
          severity: "@severity"
          state: state
          stateOverride: waiver
          port: "@port"
          protocol: "@protocol"
          solution: solution
          cvss2Score: cvss2
          cvss2Vector: vector2
          cvss3Score: cvss3
          cvss3Vector: vector3
          cvss4Score: cvss4
          cvss4Vector: vector4
        """;

    public const string AssetsYaml = """
        title: Acme assets (JSON)
        gives: assets
        format: json
        recognise:
          keys: ["devices[].id", ["devices[].name", "devices[].host"]]
        records: "devices[]"
        announcedTotal: page.total
        key: assetId
        fields:
          assetId: id
          hostName: host
          fqdn: fqdn
          name: name
          domain: domain
          ipAddress: { path: [ips, ips6], take: all }
          macAddress: macs
          operatingSystem: os
          operatingSystemVersion: osVersion
          software:
            records: software
            fields:
              name: name
              nameVersion: both
              version: version
              publisher: [publisher, vendor]
              cpe: cpe
              source: source
          owner: owner
          serialNumber: serial
          biosUuid: uuid
          adapter: adapters
          firstSeen: first
          lastSeen: last
        """;

    public const string RowsYaml = """
        title: Acme assets (CSV)
        gives: assets
        format: csv
        recognise:
          headers: [[Host Name, Machine]]
        fields:
          hostName: [Host Name, Machine]
          ipAddress: IP Address
          software: { path: Software, split: semicolon }
          owner: Owner
          lastSeen: Last Seen
        """;

    public const string ConnectorFile = "Acme/connector.yaml";
    public const string FindingsFile = "Acme/Streams/findings.yaml";
    public const string AssetsFile = "Acme/Streams/assets.yaml";
    public const string RowsFile = "Acme/Streams/rows.yaml";

    /// <summary>The files of the sound connector.</summary>
    public static Dictionary<string, string> Files() => new(StringComparer.Ordinal)
    {
        [ConnectorFile] = ConnectorYaml,
        [FindingsFile] = FindingsYaml,
        [AssetsFile] = AssetsYaml,
        [RowsFile] = RowsYaml,
    };

    /// <summary>The sound connector.</summary>
    public static ConnectorCatalog Catalog() => ConnectorCatalog.FromFiles(Files(), "a test");

    /// <summary>What is said of the connector after a text in one of its files was replaced.</summary>
    public static IReadOnlyList<ManifestProblem> ProblemsAfter(string file, string text, string replacement)
    {
        Dictionary<string, string> files = Files();
        files[file].ShouldContain(text);
        files[file] = files[file].Replace(text, replacement, StringComparison.Ordinal);
        return ProblemsOf(files);
    }

    /// <summary>What is said of files.</summary>
    public static IReadOnlyList<ManifestProblem> ProblemsOf(IReadOnlyDictionary<string, string> files)
    {
        FailureException failure = Should.Throw<FailureException>(() => ConnectorCatalog.FromFiles(files, "a test"));
        failure.Id.ShouldBe(FailureId.ManifestInvalid);
        IReadOnlyList<ManifestProblem> problems = failure.Target.ShouldBeAssignableTo<IReadOnlyList<ManifestProblem>>()!;
        problems.ShouldNotBeEmpty();
        foreach (ManifestProblem problem in problems)
            failure.Message.ShouldContain(problem.ToString());
        return problems;
    }
}
