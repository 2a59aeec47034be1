using System.Text.Json;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Inventories of real products, against results that were worked out without our reader.</summary>
public sealed class RecordedInventoryTests
{
    private const string Prefix = "specific_data.data.";

    [Fact]
    public void An_answer_says_what_a_json_document_of_it_says()
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "axonius", "polarity-test-assets.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] devices = [.. document.RootElement.GetProperty("assets").EnumerateArray()];
        JsonElement first = devices[0];

        InventoryRead read = Read(path);

        (read.Connector, read.Received, read.IsComplete, read.Failure).ShouldBe(("Axonius", devices.Length, true, null));
        read.Asset.Select(asset => asset.AssetId).ShouldBe(devices.Select(device => device.GetProperty("internal_axon_id").GetString()).Distinct(StringComparer.Ordinal));
        Asset asset = read.Asset[0];
        string[] names = [.. Texts(first, "hostname"), .. Texts(first, "name")];
        asset.Alias.ShouldBe(names);
        asset.ComputerName.ShouldBe(names[0]);
        string[] software = [.. first.GetProperty(Prefix + "installed_software").EnumerateArray()
            .Select(one => $"{one.GetProperty("name_version").GetString()} of {one.GetProperty("vendor").GetString()}").Distinct(StringComparer.Ordinal)];
        asset.InstalledSoftware!.Select(one => $"{one} of {one.Publisher}").ShouldBe(software);
        asset.FirstSeen.ShouldBe(new DateTimeOffset(2021, 12, 16, 15, 8, 29, TimeSpan.Zero));
    }

    [Fact]
    public void An_answer_whose_dots_were_replaced_is_not_read() =>
        Read(RecordedSamples.Require(Assert.Skip, "assets", "axonius", "polarity-details.json")).Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    [Fact]
    public void A_preferred_name_that_is_one_value_and_preferred_addresses_that_are_a_list_are_both_read()
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "axonius", "ibm-get_device_by_query-output.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        using TemporaryFile file = new(document.RootElement.GetProperty("content").GetRawText());

        InventoryRead read = Read(file.Path);

        Asset asset = read.Asset.ShouldHaveSingleItem();
        asset.ComputerName.ShouldBe("DESKTOP-shirleyc");
        asset.Alias.ShouldBe(["DESKTOP-shirleyc"]);
        asset.IPAddress.ShouldBe(["10.0.50.111"]);
        asset.OperatingSystem.ShouldBe("Windows XP");
        asset.Adapter.Length.ShouldBe(12);
        asset.InstalledSoftware.ShouldBeNull();
    }

    [Fact]
    public void Documents_of_other_products_are_not_read_as_an_inventory()
    {
        string[] others = [.. Directory.GetFiles(RecordedSamples.Require(Assert.Skip, "assets", "servicenow"), "*.json"), RecordedSamples.Require(Assert.Skip, "assets", "lansweeper", "Data-API.postman_collection.json")];
        foreach (string path in others)
        {
            InventoryRead read = Read(path);
            (read.Connector.Length == 0 || read.Connector == "AssetJson").ShouldBeTrue(path);
            (read.Failure is not null || read.Asset.Count > 0 || read.Received == 0).ShouldBeTrue(path);
        }
    }

    [Fact]
    public void An_answer_to_a_question_in_graphql_is_complete_by_its_total_though_it_names_a_next_page()
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "lansweeper", "demisto-ip_hunt_command_response.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] items = [.. document.RootElement.GetProperty("data").GetProperty("site").GetProperty("assetResources").GetProperty("items").EnumerateArray()];

        InventoryRead read = Read(path);

        (read.Connector, read.Received, read.IsComplete, read.Failure).ShouldBe(("Lansweeper", items.Length, true, null));
        read.Asset.Select(asset => asset.AssetId).ShouldBe(items.Select(item => item.GetProperty("key").GetString()));
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(items.Select(item => item.GetProperty("assetBasicInfo").GetProperty("name").GetString()));
        read.Asset.Select(asset => asset.IPAddress!.Single()).ShouldBe(items.Select(item => item.GetProperty("assetBasicInfo").GetProperty("ipAddress").GetString()));
        read.Asset.Select(asset => asset.OperatingSystem).ShouldBe(items.Select(item => item.GetProperty("operatingSystem").GetProperty("caption").GetString()));
        read.Asset.ShouldAllBe(asset => asset.Lifecycle == AssetLifecycle.Active && asset.InstalledSoftware == null);
        read.Asset[0].LastSeen.ShouldBe(new DateTimeOffset(2013, 3, 18, 11, 25, 46, TimeSpan.Zero));
    }

    private static InventoryRead Read(string path) =>
        ConnectorFolders.Streams.ReadAssets(path, new Heard(), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Texts(JsonElement device, string field) =>
        device.GetProperty(Prefix + field).EnumerateArray().Select(text => text.GetString()!);
}
