using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests;

/// <summary>A scanner and an inventory in the house: connectors of their own, with a server that tests give its rules.</summary>
internal static class StubProducts
{
    public const string Token = "stub-token-4711";

    private const string Scanner = """
        name: OurScanner
        title: Our scanner
        docUrl: https://scanner.example.com/docs
        roles: [scanner]
        versions: ["7"]
        url: { example: https://scanner.example.com }
        settings:
          token: { title: API token, secret: true, credential: password }
          zone: { title: Zone, required: false }
        authentication: { kind: bearer, token: "{token}" }
        rate: { requests: 500, seconds: 1, parallel: 2, attempts: 1 }
        severity: { crit: critical, low: low }
        test:
          identity: { request: { path: /me }, value: user }
          version: { request: { path: /version }, value: version }
          rights:
            - { title: read findings, request: { path: /findings, query: { limit: "1" } } }
        """;

    private const string Findings = """
        title: Our scanner, findings
        gives: findings
        format: json
        records: findings[]
        announcedTotal: total
        key: [detectionId]
        request:
          path: /findings
          query: { zone: "{zone}", since: "{query.since:iso}", cve: "{query.cveId:comma}", severity: "{query.severity:comma}", offset: "{page.offset}", limit: "{page.size}" }
        queryWords:
          severity: { low: low, medium: med, high: high, critical: crit }
        paging: { kind: offset, size: 2 }
        fields:
          hostName: host
          fqdn: fqdn
          ipAddress: ip
          detectionId: check
          title: title
          cveId: cves
          severity: label
          cvss3Score: score
          lastSeen: seen
        """;

    /// <summary>Registers both connectors for this process.</summary>
    public static void AddTo(ModuleSession session)
    {
        using var place = new Workplace();
        place.Write("OurScanner/connector.yaml", Scanner);
        place.Write("OurScanner/Streams/findings.yaml", Findings);
        session.Run(
            "param($own, $samples) $null = Register-SecConnector $own, $samples",
            ("own", place.Combine("OurScanner")),
            ("samples", StagedModule.Combine("samples/connectors/OurCmdb"))).Succeeded();
    }

    /// <summary>Registers the scanner and the inventory as products that one waits two seconds for and asks once, and a scanner whose pages are found by cursors.</summary>
    public static void AddHurriedTo(ModuleSession session)
    {
        const string once = "rate: { requests: 500, seconds: 1, parallel: 2, attempts: 1";
        using var place = new Workplace();
        string samples = StagedModule.Combine("samples/connectors/OurCmdb");
        place.Write("HurriedScanner/connector.yaml", Changed(Changed(Scanner, "name: OurScanner", "name: HurriedScanner"), once, once + ", timeoutSeconds: 2"));
        place.Write("HurriedScanner/Streams/findings.yaml", Changed(Findings, "size: 2", "size: 2, maximumPages: 30"));
        place.Write("CursorScanner/connector.yaml", Changed(Changed(Scanner, "name: OurScanner", "name: CursorScanner"), "attempts: 1", "attempts: 2"));
        place.Write("CursorScanner/Streams/findings.yaml", Changed(Changed(Findings, "paging: { kind: offset, size: 2 }", "paging: { kind: cursor, size: 2, cursor: next }"), "offset: \"{page.offset}\"", "after: \"{page.cursor}\""));
        place.Write("HurriedCmdb/connector.yaml", Changed(Changed(File.ReadAllText(Path.Combine(samples, "connector.yaml")), "name: OurCmdb", "name: HurriedCmdb"), "  seconds: 1", "  seconds: 1\n  attempts: 1\n  timeoutSeconds: 2"));
        place.Write("HurriedCmdb/Streams/machines.yaml", File.ReadAllText(Path.Combine(samples, "Streams", "machines.yaml")));
        session.Run(
            "param($scanner, $cursor, $cmdb) $null = Register-SecConnector $scanner, $cursor, $cmdb",
            ("scanner", place.Combine("HurriedScanner")),
            ("cursor", place.Combine("CursorScanner")),
            ("cmdb", place.Combine("HurriedCmdb"))).Succeeded();

        static string Changed(string yaml, string text, string replacement)
        {
            yaml.ShouldContain(text);
            return yaml.Replace(text, replacement, StringComparison.Ordinal);
        }
    }

    /// <summary>A finding of the scanner.</summary>
    public static string Finding(string host, string cve, double score = 9.8, string label = "crit", string seen = "2025-11-04T10:00:00Z") =>
        FormattableString.Invariant($$"""{"host":"{{host}}","fqdn":"{{host}}.corp.example","ip":"192.0.2.10","check":"{{host}}-{{cve}}","title":"Hole {{cve}}","cves":"{{cve}}","label":"{{label}}","score":{{score}},"seen":"{{seen}}"}""");

    /// <summary>The scanner's answers, two findings a page.</summary>
    public static StubRule ScannerAnswers(params string[] findings) => Guarded(new StubRule(
        "GET", "/findings", [.. findings.Chunk(2).DefaultIfEmpty([]).Select(page => StubAnswer.Json($$"""{"total":{{findings.Length}},"findings":[{{string.Join(",", page)}}]}"""))]));

    /// <summary>A machine of the inventory.</summary>
    public static string Machine(string name, string address = "192.0.2.10") => $$"""
        {"id":"id-{{name}}","name":"{{name}}","fqdn":"{{name}}.corp.example","addresses":["{{address}}"],"os":"Debian 12","owner":"Web team","seen":"2025-11-04T10:00:00Z","software":[{"name":"nginx","version":"1.22"}]}
        """;

    /// <summary>The inventory's one page.</summary>
    public static StubRule Machines(params string[] machines) => Guarded(new StubRule(
        "GET", "/api/v2/machines", StubAnswer.Json($$"""{"total":{{machines.Length}},"machines":[{{string.Join(",", machines)}}]}""")));

    /// <summary>A rule that refuses whoever has not the token.</summary>
    public static StubRule Guarded(StubRule rule) => rule with
    {
        RequiredHeader = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + Token },
    };

    /// <summary>Registers a connection with the token.</summary>
    public static CommandResult Register(ModuleSession session, string name, string connector, Uri url, string token = Token, string more = "") => session.Run(
        $$"""
        param($name, $connector, $url, $token)
        $secret = [securestring]::new()
        $token.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        Register-SecConnection -Name $name -Connector $connector -Url $url -Credential ([pscredential]::new('nobody', $secret)) {{more}}
        """,
        ("name", name),
        ("connector", connector),
        ("url", url),
        ("token", token)).Succeeded();
}
