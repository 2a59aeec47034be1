using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Assets whose software and addresses stand in records of their own.</summary>
public sealed class LiveAssetPartTests
{
    private const string Search = "/api/assets/search", Packages = "/api/packages";

    private const string PackagesYaml = """
        title: Acme packages
        gives: assetParts
        format: json
        records: "rows[]"
        request:
          path: /packages
          query: { filter: "{batch.clause}", ids: "{batch.assetId}" }
        paging: { kind: single, totalHeader: X-Total }
        onlyWith: { site: main }
        batch:
          hosts: 2
          join: " or "
          terms:
            assetId: 'device in [{values:aql}]'
        fields:
          assetId: device
          ipAddress: address
          software: { fields: { name: name, version: version } }
        """;

    [Fact]
    public async Task Are_read_for_the_assets_alone_that_are_wanted_and_joined_to_them()
    {
        await using var acme = Acme(
            new StubRule("GET", Packages, Rows(2, Row("id-web01", "nginx", "1.18"), Row("id-web01", "bash", "5.2", "192.0.2.9"))));

        InventoryRead read = await acme.ReadAssetsAsync("web01", "web02");

        read.Failure.ShouldBeNull();
        read.IsComplete.ShouldBeTrue();
        read.Received.ShouldBe(2);
        Asset web01 = read.Asset.Single(asset => asset.ComputerName == "web01");
        web01.InstalledSoftware!.Select(software => $"{software.Name} {software.Version}").ShouldBe(["nginx 1.18", "bash 5.2"]);
        web01.IPAddress.ShouldBe(["192.0.2.1", "192.0.2.9"]);
        read.Asset.Single(asset => asset.ComputerName == "web02").InstalledSoftware.ShouldBeNull();
        StubRequest asked = acme.Server.Requests.Single(request => request.Path == Packages);
        asked.Query("filter").ShouldBe("device in [\"id-web01\",\"id-web02\"]");
        asked.Query().Where(pair => pair.Key == "ids").Select(pair => pair.Value).ShouldBe(["id-web01", "id-web02"]);
    }

    [Fact]
    public async Task Are_all_read_with_the_whole_inventory()
    {
        await using var acme = Acme(new StubRule("GET", Packages, Rows(1, Row("id-web02", "nginx", "1.18"))));

        InventoryRead read = await acme.ReadAssetsAsync();

        read.Asset.Single(asset => asset.ComputerName == "web02").InstalledSoftware!.ShouldHaveSingleItem().Name.ShouldBe("nginx");
        acme.Server.Requests.Single(request => request.Path == Packages).Target.ShouldBe(Packages);
    }

    [Fact]
    public async Task A_part_that_belongs_to_nobody_who_was_asked_for_is_left_out()
    {
        await using var acme = Acme(new StubRule("GET", Packages, Rows(1, Row("id-other", "nginx", "1.18"))));

        InventoryRead read = await acme.ReadAssetsAsync("web01");

        read.IsComplete.ShouldBeTrue();
        read.Asset.ShouldAllBe(asset => asset.InstalledSoftware == null);
    }

    [Fact]
    public async Task Fewer_parts_than_the_header_announces_are_an_error()
    {
        await using var acme = Acme(new StubRule("GET", Packages, Rows(3, Row("id-web01", "nginx", "1.18"))));

        InventoryRead read = await acme.ReadAssetsAsync("web01");

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("3 records were announced and 1 received");
    }

    [Fact]
    public async Task A_part_that_names_no_asset_is_reported_and_the_read_is_not_complete()
    {
        await using var acme = Acme(new StubRule("GET", Packages, Rows(1, """{"name":"nginx"}""")));

        InventoryRead read = await acme.ReadAssetsAsync("web01");

        read.Skipped.ShouldBe(1);
        read.IsComplete.ShouldBeFalse();
        acme.Heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("does not say which asset it belongs to");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_asset_that_an_address_of_its_parts_alone_leads_to_is_found_with_all_its_parts(bool isSearched)
    {
        (string Text, string Replacement) change = isSearched
            ? ("    assetId: 'device in [{values:aql}]'", "    assetId: 'device in [{values:aql}]'\n    ipAddress: 'address in [{values:aql}]'")
            : (PackagesYaml[PackagesYaml.IndexOf("  query:", StringComparison.Ordinal)..PackagesYaml.IndexOf("fields:", StringComparison.Ordinal)], "paging: { kind: single, totalHeader: X-Total }\n");
        await using var acme = Acme(new StubRule("GET", Packages, Rows(2, Row("id-web01", "nginx", "1.18"), Row("id-web01", "bash", "5.2", "192.0.2.9"))), change);

        InventoryRead read = await acme.Streams.ReadAssetsAsync(
            [new HostIdentity { ComputerName = "web02" }, new HostIdentity { ComputerName = "db07", IPAddress = ["192.0.2.9"] }], acme.Heard, TestContext.Current.CancellationToken);

        read.Failure.ShouldBeNull();
        Asset web01 = read.Asset.Single(asset => asset.ComputerName == "web01");
        web01.IPAddress.ShouldBe(["192.0.2.1", "192.0.2.9"]);
        web01.InstalledSoftware!.Length.ShouldBe(2);
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(["web02", "web01"]);
        acme.Server.Requests.Any(request => request.Path == Packages && request.Query("filter")?.Contains("address in [\"192.0.2.9\"]", StringComparison.Ordinal) == true).ShouldBe(isSearched);
    }

    [Fact]
    public async Task Are_not_asked_for_where_a_setting_says_so()
    {
        await using var acme = Acme(new StubRule("GET", Packages, Rows(0)), ("main", "other"));

        InventoryRead read = await acme.ReadAssetsAsync("web01");

        read.IsComplete.ShouldBeTrue();
        acme.Server.Requests.ShouldAllBe(request => request.Path == Search);
    }

    [Theory]
    [InlineData("  assetId: device\n", "", "No field names the asset; map assetId.")]
    [InlineData("  ipAddress: address\n", "  operatingSystem: system\n", "'operatingSystem' is no field of parts of assets.")]
    [InlineData("    assetId: 'device", "    name: 'device", "'name' is nothing that parts of assets are asked for by.")]
    [InlineData("onlyWith: { site: main }", "onlyWith: { place: main }", "'place' is no setting.")]
    [InlineData("  terms:\n    assetId: 'device in [{values:aql}]'\n", "  terms: {}\n", "'terms' of the batch has no 'assetId'")]
    [InlineData("fields:\n  assetId", "recognise: { keys: rows }\nfields:\n  assetId", "Parts of assets are not read from files")]
    public void A_mistake_in_their_stream_is_told(string text, string replacement, string message)
    {
        Dictionary<string, string> files = LiveAcme.Files();
        files["Acme/Streams/packages.yaml"] = PackagesYaml;
        ConnectorCatalog.FromFiles(files, "a test").Connector.ShouldHaveSingleItem();
        PackagesYaml.ShouldContain(text);
        files["Acme/Streams/packages.yaml"] = PackagesYaml.Replace(text, replacement, StringComparison.Ordinal);

        AcmeConnector.ProblemsOf(files).ShouldContain(problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }

    private static LiveAcmeServer Acme(StubRule packages, (string Text, string Replacement)? change = null)
    {
        Dictionary<string, string> files = LiveAcme.Files();
        files["Acme/Streams/packages.yaml"] = change is { } changed ? PackagesYaml.Replace(changed.Text, changed.Replacement, StringComparison.Ordinal) : PackagesYaml;
        ConnectorManifest connector = ConnectorCatalog.FromFiles(files, "a test").Connector[0];
        return new LiveAcmeServer([new StubRule("POST", Search, LiveAcmeServer.Assets(2, "web01", "web02")), packages], connector);
    }

    private static string Row(string device, string name, string version, string? address = null) =>
        $$"""{"device":"{{device}}","name":"{{name}}","version":"{{version}}","address":{{(address is null ? "null" : $"\"{address}\"")}}}""";

    private static StubAnswer Rows(int total, params string[] rows) => StubAnswer.Json($$"""{"rows":[{{string.Join(',', rows)}}]}""") with
    {
        Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Total"] = $"{total}" },
    };
}
