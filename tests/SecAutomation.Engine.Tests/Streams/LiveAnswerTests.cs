using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Answers of products that have habits of their own.</summary>
public sealed class LiveAnswerTests
{
    private const string Path = "/api/assets/search";

    [Theory]
    [InlineData("O&#039;Brien &amp; Sons", "O'Brien & Sons")]
    [InlineData("R&amp;amp;D", "R&amp;D")]
    [InlineData("plain", "plain")]
    [InlineData("&nothing;", "&nothing;")]
    public async Task Texts_that_are_escaped_as_for_a_web_page_are_read_as_people_wrote_them_once(string sent, string owner)
    {
        ConnectorManifest connector = LiveAcme.Connector(
            (LiveAcme.AssetsFile, "key: assetId\n", "key: assetId\nescapedAs: html\n"), (LiveAcme.AssetsFile, "  ipAddress: ips", "  owner: owner"));

        InventoryRead read = await ReadAsync(connector, $$"""{"total":1,"assets":[{"id":"1","host":"web01","owner":"{{sent}}"}]}""");

        read.Asset.ShouldHaveSingleItem().Owner.ShouldBe(owner);
    }

    [Theory]
    [InlineData("""{"status":"error","messages":"You may not view assets."}""")]
    [InlineData("{\n  \"status\": \"error\",\n  \"messages\": \"You may not view assets.\"\n}")]
    public async Task A_refusal_whose_status_says_that_all_is_well_is_one(string body)
    {
        InventoryRead read = await ReadAsync(Refusing(), body);

        read.Failure!.Id.ShouldBe(FailureId.PermissionMissing);
        read.Failure.Message.ShouldContain("You may not view assets.");
        read.Failure.NextStep.ShouldBe("Ask for the right.");
    }

    [Fact]
    public async Task The_words_of_a_refusal_in_the_middle_of_an_answer_are_none()
    {
        InventoryRead read = await ReadAsync(Refusing(), """{"total":1,"assets":[{"status":"error","messages":"x","id":"1","host":"web01"}]}""");

        read.Failure.ShouldBeNull();
        read.Asset.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_rule_for_answers_that_seem_well_needs_their_beginning() =>
        LiveAcme.ProblemsAfter(LiveAcme.ConnectorFile, "status: 400, text: no licence,", "status: 200,").ShouldContain(problem => problem.Message.Contains("needs the 'text'", StringComparison.Ordinal));

    [Theory]
    [InlineData(null, "by default")]
    [InlineData("Mgmt \"IP\"", "as told")]
    public async Task A_field_that_administrators_name_is_found_by_the_name_that_the_connection_tells(string? name, string expected)
    {
        ConnectorManifest connector = LiveAcme.Connector(
            (LiveAcme.ConnectorFile, "  size: {", "  ownerField: { title: The field of the owner, default: Owner }\n  size: {"),
            (LiveAcme.AssetsFile, "  ipAddress: ips", "  owner: custom.\"{ownerField}\".value"));
        await using StubServer server = new([new StubRule("POST", Path, StubAnswer.Json(
            """{"total":1,"assets":[{"id":"1","host":"web01","custom":{"Owner":{"value":"by default"},"Mgmt \"IP\"":{"value":"as told"}}}]}"""))]);
        ConnectionSettings settings = LiveAcme.Settings(server.Url, connector);
        if (name is not null)
            settings = settings with { Setting = new Dictionary<string, string>(StringComparer.Ordinal) { ["ownerField"] = name } };
        await using LiveConnection connection = LiveConnection.Open(settings, TimeProvider.System);

        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, TimeProvider.System).ReadAssetsAsync([], new Heard(), TestContext.Current.CancellationToken);

        read.Asset.ShouldHaveSingleItem().Owner.ShouldBe(expected);
    }

    [Fact]
    public void A_setting_in_a_path_needs_a_default() => LiveAcme.ProblemsAfter(LiveAcme.AssetsFile, "  ipAddress: ips", "  owner: custom.\"{key}\".value")
        .ShouldContain(problem => problem.Message.Contains("The setting 'key' stands in a path and needs a default", StringComparison.Ordinal));

    private static ConnectorManifest Refusing() => LiveAcme.Connector((
        LiveAcme.ConnectorFile,
        "  - { status: 400, text: no licence, failure: permissionMissing, next: Buy one. }",
        "  - { status: 200, text: '{\"status\":\"error\"', failure: permissionMissing, next: Ask for the right. }"));

    private static async Task<InventoryRead> ReadAsync(ConnectorManifest connector, string body)
    {
        await using var acme = new LiveAcmeServer([new StubRule("POST", Path, StubAnswer.Json(body))], connector);
        return await acme.ReadAssetsAsync();
    }
}
