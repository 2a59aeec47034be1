using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>Mistakes in what a manifest says of its product.</summary>
public sealed class LiveManifestErrorTests
{
    private const string Bundle = """
        bundle:
          requests: 20
          request: { path: /batch, json: { calls: "{bundle.requests:tree}" } }
          each: { id: "{bundle.id}", verb: "{bundle.method}", url: "{bundle.address}" }
          answers: { records: "answers[]", id: id, status: code, body: content, headers: { path: "headers[]", name: name, value: value } }

        """;

    public static TheoryData<string, string, string, string> SpoiltManifests => new()
    {
        // file, what is replaced, by what, what the message says
        { LiveAcme.ConnectorFile, "  example: https://acme.example\n", "", "The key 'example' of the address is missing." },
        { LiveAcme.ConnectorFile, "  example: https://acme.example", "  default: http://acme.example", "'default' is an https address" },
        { LiveAcme.ConnectorFile, "  path: /api", "  path: api", "'path' begins with '/'" },
        { LiveAcme.ConnectorFile, "url:\n  example: https://acme.example\n  path: /api\n", "", "'settings' is for connections, and the connector has no 'url'." },
        { LiveAcme.ConnectorFile, "  kind: apiKey", "  kind: apikeys", "'apikeys' is no value of 'kind'. Is 'apiKey' meant?" },
        { LiveAcme.ConnectorFile, "  kind: apiKey", "  kind: basic", "The key 'user' of the authentication is missing." },
        { LiveAcme.ConnectorFile, "  headers:\n    X-Acme-Key: \"key={key}\"\n", "", "'apiKey' needs 'headers'" },
        { LiveAcme.ConnectorFile, "key={key}", "key={kei}", "'kei' is no setting and nothing else that is known here. Is 'key' meant? A setting is declared under 'settings' of connector.yaml." },
        { LiveAcme.ConnectorFile, "key={key}", "key={key", "the brace is not closed" },
        { LiveAcme.ConnectorFile, "key={key}", "key={key:utf8}", "'utf8' is no form of a value." },
        { LiveAcme.ConnectorFile, "  site: {", "  region: { title: The region }\n  site: {", "The setting 'region' is not used: no template names it, and no 'onlyWith'." },
        { LiveAcme.ConnectorFile, "credential: password }", "credential: password, default: x }", "A secret has no default." },
        { LiveAcme.ConnectorFile, "secret: true, ", "", "What comes from a password is secret" },
        { LiveAcme.ConnectorFile, "default: main }", "default: main, allowed: [a, b] }", "'main' is none of the allowed values." },
        { LiveAcme.ConnectorFile, "  site: {", "  Site-Id: {", "'Site-Id' is no name of a setting" },
        { LiveAcme.ConnectorFile, "  requests: 100\n", "", "'seconds' changes nothing without 'requests'." },
        { LiveAcme.ConnectorFile, "X-Wait: secondsOrDate", "X-Wait: minutes", "'minutes' is no value of 'X-Wait'." },
        { LiveAcme.ConnectorFile, "waitStatus: 409", "waitStatus: 99", "'99' is no status" },
        { LiveAcme.ConnectorFile, "failure: permissionMissing", "failure: fileNotFound", "'fileNotFound' is no value of 'failure'." },
        { LiveAcme.ConnectorFile, "value: user.name", "value: user..name", "The path 'user..name' is wrong at its character 6" },
        { LiveAcme.ConnectorFile, "title: read assets, ", "", "The key 'title' of a right is missing." },
        { LiveAcme.FindingsFile, "  path: \"/sites", "  path: \"sites", "'path' begins with '/'" },
        { LiveAcme.FindingsFile, "  query:", "  method: FETCH\n  query:", "'FETCH' is no method." },
        { LiveAcme.FindingsFile, "  query:", "  method: GET\n  form: { a: b }\n  query:", "A GET has no body." },
        { LiveAcme.FindingsFile, "  query:", "  form: { a: b }\n  text: a\n  query:", "A request has one body; 'form' is there already." },
        { LiveAcme.FindingsFile, "    skip: \"{page.offset}\"\n", "", "The request does not use {page.offset}, so that every page would be the first one." },
        { LiveAcme.FindingsFile, "  kind: offset", "  kind: cursor", "The key 'cursor' of the paging is missing." },
        { LiveAcme.FindingsFile, "  size: 2", "  size: 2\n  next: { path: /more }", "'next' is no key of the paging." },
        { LiveAcme.FindingsFile, "  size: 2", "  size: none", "'size' is a number from 1 to 1000000, not 'none'." },
        { LiveAcme.FindingsFile, "  size: 2", "  size: \"{site}\"", "'site' is no setting with a number as its default, for the size of a page." },
        { LiveAcme.FindingsFile, "  size: 2", "  size: 2\n  cursor: next", "'cursor' is no key of the paging." },
        { LiveAcme.FindingsFile, "    level: \"{query.severity:comma}\"\n", "", "'severity' changes nothing: the request does not name {query.severity}." },
        { LiveAcme.FindingsFile, "    low: minor", "    loww: minor", "'loww' is no word of ours. Is 'low' meant?" },
        { LiveAcme.FindingsFile, "queryWords:\n  severity:\n    low: minor\n    critical: [bad, worst]\n", "", "'queryWords' must say the product's words under 'severity'." },
        { LiveAcme.FindingsFile, "request:\n", "requests:\n", "'requests' is no key of a stream. Is 'request' meant?" },
        { LiveAcme.AssetsFile, "    query: \"{batch.clause}\"\n", "", "'batch' changes nothing: the request does not name {batch.clause}." },
        { LiveAcme.AssetsFile, "batch:\n  hosts: 2\n  join: \" or \"\n  terms:\n    name: 'name in [{values:aql},{values:lower:aql}]'\n    ipAddress: '(ip == {value:aql})'\n", "", "The request names {batch.clause}, and there is no 'batch'." },
        { LiveAcme.AssetsFile, "{values:lower:aql}", "{value:lower:aql}", "A term holds {value}, for one term of each value, or {values}, for one term of them all" },
        { LiveAcme.AssetsFile, "    ipAddress: '(", "    address: '(", "'address' is nothing that a host is asked for by." },
        { LiveAcme.AssetsFile, "  hosts: 2\n", "", "The key 'hosts' of a batch is missing." },
        { LiveAcme.AssetsFile, "  hosts: 2\n", "  hosts: 2\n  alone: { name: 'name == {value:aql}' }\n", "'alone' needs 'divider'" },
        { LiveAcme.AssetsFile, "  hosts: 2\n", "  hosts: 2\n  divider: \",\"\n  alone: { names: 'name == {value:aql}' }\n", "'names' is none of 'terms'. Is 'name' meant?" },
        { LiveAcme.ConnectorFile, "errors:\n", $"{Bundle.Replace("requests: 20", "requests: 1", StringComparison.Ordinal)}errors:\n", "'requests' is a number from 2 to 1000, not '1'." },
        { LiveAcme.ConnectorFile, "errors:\n", $"{Bundle.Replace("{bundle.requests:tree}", "none", StringComparison.Ordinal)}errors:\n", "The request does not use {bundle.requests}" },
        { LiveAcme.ConnectorFile, "errors:\n", $"{Bundle.Replace("{bundle.address}", "none", StringComparison.Ordinal)}errors:\n", "'each' does not use {bundle.address}." },
        { LiveAcme.ConnectorFile, "errors:\n", $"{Bundle.Replace("body: content, ", "", StringComparison.Ordinal)}errors:\n", "The key 'body' of the answers of a bundle is missing." },
        { LiveAcme.ConnectorFile, "errors:\n", $"{Bundle.Replace("status: code", "status: co..de", StringComparison.Ordinal)}errors:\n", "The path 'co..de' is wrong at its character 4" },
    };

    [Theory]
    [MemberData(nameof(SpoiltManifests))]
    public void Each_mistake_is_told_with_its_file_and_line(string file, string text, string replacement, string message)
    {
        IReadOnlyList<ManifestProblem> problems = LiveAcme.ProblemsAfter(file, text, replacement);

        problems.ShouldContain(problem => problem.File == file && problem.Message.Contains(message, StringComparison.Ordinal), string.Join(Environment.NewLine, problems));
        problems.ShouldAllBe(problem => problem.Line > 0 && problem.Column > 0);
    }

    [Fact]
    public void A_broken_template_is_told_with_its_column() =>
        LiveAcme.ProblemsAfter(LiveAcme.ConnectorFile, "key={key}", "key={kei}")
            .ShouldContain(problem => problem.Line == 15 && problem.Column == 22);

    [Fact]
    public void What_a_sound_manifest_says_of_connections_is_there()
    {
        ConnectionManifest connection = LiveAcme.Connector().Connection!;

        connection.Setting.Select(setting => setting.Name).ShouldBe(["key", "site", "size"]);
        connection.Setting[0].IsRequired.ShouldBeTrue();
        connection.Setting[1].IsRequired.ShouldBeFalse();
        connection.BasePath.ShouldBe("/api");
        connection.Authentication.Header.ShouldBe(["X-Acme-Key"]);
        connection.Retry.Attempts.ShouldBe(3);
        connection.Test.Right.ShouldHaveSingleItem().Title.ShouldBe("read assets");
    }
}
