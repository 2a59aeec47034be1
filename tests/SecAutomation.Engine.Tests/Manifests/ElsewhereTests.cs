using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>Addresses of other servers: those that settings name, and those that a product names.</summary>
public sealed class ElsewhereTests
{
    private static readonly (string, string, string)[] s_login =
    [
        (LiveAcme.ConnectorFile, "  site: {", "  login: { title: The login, default: https://login.example, address: true }\n  site: {"),
        (LiveAcme.ConnectorFile, "  kind: apiKey\n  headers:\n    X-Acme-Key: \"key={key}\"\n", "  kind: clientCredentials\n  tokenUrl: \"{login}/{site}/token\"\n  clientId: me\n  clientSecret: \"{key}\"\n"),
    ];

    [Theory]
    [InlineData("http://login.example")]
    [InlineData("login.example")]
    [InlineData("https://somebody:secret@login.example")]
    [InlineData("https://login.example/?token=1")]
    public void A_setting_that_is_an_address_takes_nothing_that_is_none(string address) =>
        Should.Throw<FailureException>(() => Open(address)).Id.ShouldBe(FailureId.ConnectionInvalid);

    [Theory]
    [InlineData("https://login.example.us")]
    [InlineData("https://login.example.us/path/")]
    [InlineData("http://127.0.0.1:8080")]
    public async Task An_address_is_taken_as_it_is(string address)
    {
        await using LiveConnection connection = Open(address);

        connection.Values.Find("login").ShouldBe(address);
    }

    [Fact]
    public void Its_default_is_an_https_address() => LiveAcme.ProblemsAfter(LiveAcme.ConnectorFile, "default: main }", "default: main, address: true }")
        .ShouldContain(problem => problem.Message.Contains("'default' is an https address, not 'main'", StringComparison.Ordinal));

    [Fact]
    public void A_request_for_anything_but_a_prepared_file_goes_to_the_connections_address_alone() =>
        LiveAcme.ProblemsAfter(LiveAcme.FindingsFile, "  path: \"/sites", "  address: https://elsewhere.example\n  path: \"/sites")
            .ShouldContain(problem => problem.Message.Contains("'address' is no key of a request", StringComparison.Ordinal));

    private static LiveConnection Open(string address) => LiveConnection.Open(
        new ConnectionSettings
        {
            Name = "acme",
            Connector = LiveAcme.Connector(s_login),
            Url = new Uri("https://acme.example"),
            Setting = new Dictionary<string, string>(StringComparer.Ordinal) { ["login"] = address },
            Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = Secret.FromText("very-hidden") },
        },
        TimeProvider.System);
}
