using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Intune: links from page to page, software that a job exports, and a server that lets wait.</summary>
public sealed class IntuneTests
{
    private const string Devices = "/v1.0/deviceManagement/managedDevices", Jobs = "/v1.0/deviceManagement/reports/exportJobs", Signature = "se=2026&sig=very-hidden%2Fsignature";

    [Fact]
    public async Task A_thousand_devices_and_their_software_take_seven_requests()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests, _) = await ReadAsync(
            [Page(1, 999, more: true), Page(1000, 1)], [Job("inProgress"), Job("completed")], Csv(Enumerable.Range(1, 1000).SelectMany(device => new[] { Row(device, "nginx"), Row(device, "bash") })));

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(1000);
        read.Received.ShouldBe(1000);
        read.Asset.ShouldAllBe(asset => asset.InstalledSoftware!.Length == 2);
        requests.Count.ShouldBe(7);
        requests.Count(request => request.Path.EndsWith("/token", StringComparison.Ordinal)).ShouldBe(1);
        requests.Single(request => request.Method == "POST" && request.Path == Jobs).Body.ShouldContain("\"AppInvRawData\"");
    }

    [Fact]
    public async Task The_token_does_not_go_to_the_address_of_the_export_and_its_signature_is_told_nowhere()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests, Live.LiveTrial.Hearing heard) = await ReadAsync([Page(1, 1)], [Job("completed")], Csv([Row(1, "nginx")]));

        read.IsComplete.ShouldBeTrue();
        StubRequest file = requests.Single(request => request.Path == "/reports/1.zip");
        file.Header.ContainsKey("Authorization").ShouldBeFalse();
        file.Target.ShouldContain("very-hidden%2Fsignature");
        requests.Where(request => request.Path.StartsWith("/v1.0/", StringComparison.Ordinal)).ShouldAllBe(request => request.Header["Authorization"] == "Bearer stub-access-token");
        heard.Lines.ShouldContain(line => line.Contains("/reports/1.zip?***", StringComparison.Ordinal));
        heard.Lines.ShouldAllBe(line => !line.Contains("very-hidden", StringComparison.Ordinal) && !line.Contains("stub-access-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_that_is_gone_or_damaged_makes_the_read_incomplete_and_tells_no_signature()
    {
        byte[] archive = Csv([Row(1, "nginx")]);

        foreach (StubAnswer answer in new[] { StubAnswer.Json("{}", 404), StubAnswer.Json("<Error>very-hidden</Error>", 403), new StubAnswer { ContentType = "application/zip", Body = archive[..^30] } })
        {
            (InventoryRead read, _, Live.LiveTrial.Hearing heard) = await ReadAsync([Page(1, 1)], [Job("completed")], archive, answer);

            read.IsComplete.ShouldBeFalse();
            read.Failure.ShouldNotBeNull();
            read.Failure.ToString().ShouldNotContain("very-hidden");
            heard.Lines.ShouldAllBe(line => !line.Contains("very-hidden", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_job_that_hangs_is_made_once_again_and_then_given_up()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests, Live.LiveTrial.Hearing heard) = await ReadAsync([Page(1, 1)], [Job("inProgress")], [], connector: Impatient());

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("has not changed for");
        requests.Count(request => request.Method == "POST" && request.Path == Jobs).ShouldBe(2);
        heard.Lines.ShouldContain(line => line.Contains("It is made once again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waits_that_the_server_asks_for_are_honoured_and_a_server_that_names_none_is_given_time()
    {
        StubAnswer busy = StubAnswer.Json("""{"error":{"code":"TooManyRequests"}}""", 429);
        StubAnswer wait = busy with { Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = "20" } };
        var clock = new FastClock();
        DateTimeOffset start = clock.GetUtcNow();

        (InventoryRead read, _, _) = await ReadAsync([wait, busy, busy, busy, Page(1, 1)], [wait, busy, Job("completed")], Csv([Row(1, "nginx")]), clock: clock);

        read.Failure.ShouldBeNull();
        (clock.GetUtcNow() - start).ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Devices_alone_are_read_where_the_connection_wants_no_software()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests, _) = await ReadAsync([Page(1, 1)], [], [], software: "false");

        read.IsComplete.ShouldBeTrue();
        read.Asset.ShouldHaveSingleItem().InstalledSoftware.ShouldBeNull();
        requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_page_whose_next_link_leads_to_another_server_is_not_followed()
    {
        (InventoryRead read, _, _) = await ReadAsync([StubAnswer.Json("""{"@odata.nextLink":"https://elsewhere.example/next","value":[]}""")], [], []);

        read.Failure!.Id.ShouldBe(FailureId.RedirectRefused);
    }

    [Fact]
    public async Task Recorded_devices_and_apps_are_read_in_full()
    {
        string folder = RecordedSamples.Require(Assert.Skip, "assets", "intune");
        string devices = File.ReadAllText(Path.Combine(folder, "cartography-managed_devices.derived.json"));
        using JsonDocument apps = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cartography-detected_apps.json")));
        JsonElement[] rows = [.. apps.RootElement.GetProperty("MOCK_DETECTED_APP_RAW_ROWS").EnumerateArray()];
        string Text(JsonElement row, string name) => $"\"{row.GetProperty(name).GetString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        (InventoryRead read, _, _) = await ReadAsync([StubAnswer.Json(devices)], [Job("completed")], Csv(rows.Select(row => string.Join(',', Text(row, "DeviceId"), Text(row, "ApplicationName"), Text(row, "ApplicationPublisher"), Text(row, "ApplicationVersion")))));

        read.Failure.ShouldBeNull();
        using JsonDocument recorded = JsonDocument.Parse(devices);
        read.Asset.Select(asset => asset.Alias[0]).ShouldBe(recorded.RootElement.GetProperty("value").EnumerateArray().Select(device => device.GetProperty("deviceName").GetString()));
        read.Asset[0].MacAddress.ShouldBe(["aabbccddee01"]);
        read.Asset.Sum(asset => asset.InstalledSoftware?.Length ?? 0).ShouldBe(rows.Count(row => read.Asset.Any(asset => asset.AssetId == row.GetProperty("DeviceId").GetString())));
    }

    // As it is but for the quarter of an hour.
    private static ConnectorManifest Impatient()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("secautomation-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "Intune", "Streams"));
            foreach (string[] name in new string[][] { ["connector.yaml"], ["Streams", "devices.yaml"], ["Streams", "apps.yaml"] })
            {
                string text = File.ReadAllText(ConnectorFolders.File("Intune", name));
                File.WriteAllText(Path.Combine([folder.FullName, "Intune", .. name]), text.Replace("patienceMinutes: 15", "patienceMinutes: 1", StringComparison.Ordinal));
            }

            return ConnectorCatalog.FromFolder(folder.FullName).Connector[0];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Row(int device, string name) => string.Create(CultureInfo.InvariantCulture, $"device-{device},{name},Somebody,1.{device}");

    private static StubAnswer Page(int first, int count, bool more = false)
    {
        string devices = string.Join(',', Enumerable.Range(first, count).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{{\"id\":\"device-{number}\",\"deviceName\":\"WKS-{number:D4}\",\"azureADDeviceId\":\"a-{number}\",\"serialNumber\":\"SN-{number}\",\"lastSyncDateTime\":\"2025-11-04T01:00:00Z\"}}")));
        return StubAnswer.Json($$"""{"@odata.count":{{count}},{{(more ? $$"""
            "@odata.nextLink":"{server}{{Devices}}?$top=999&$skiptoken=next",
            """ : "")}}"value":[{{devices}}]}""");
    }

    private static StubAnswer Job(string status) =>
        StubAnswer.Json($$"""{"id":"job-1","status":"{{status}}","url":{{(status == "completed" ? $$"""
            "{server}/reports/1.zip?{{Signature}}"
            """ : "null")}}}""");

    private static byte[] Csv(IEnumerable<string> rows)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("AppInvRawData.csv").Open();
            entry.Write(Encoding.UTF8.GetPreamble());
            entry.Write(Encoding.UTF8.GetBytes("DeviceId,ApplicationName,ApplicationPublisher,ApplicationVersion\n" + string.Concat(rows.Select(row => row + "\n"))));
        }

        return archive.ToArray();
    }

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests, Live.LiveTrial.Hearing Heard)> ReadAsync(
        StubAnswer[] pages, StubAnswer[] looks, byte[] export, StubAnswer? file = null, string software = "true", FastClock? clock = null, ConnectorManifest? connector = null)
    {
        await using StubServer server = new(
        [
            new StubRule("POST", "/corp.example/oauth2/v2.0/token", StubAnswer.Json("""{"access_token":"stub-access-token","expires_in":3599}""")),
            new StubRule("GET", Devices, pages),
            new StubRule("POST", Jobs, StubAnswer.Json("""{"id":"job-1","status":"notStarted"}""", 201)),
            new StubRule("GET", $"{Jobs}('job-1')", looks.Length > 0 ? looks : [StubAnswer.Json("{}", 500)]),
            new StubRule("GET", "/reports/1.zip", file ?? new StubAnswer { ContentType = "application/octet-stream", Body = export }),
        ]);
        clock ??= new FastClock();
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "intune",
                Connector = connector ?? ConnectorFolders.Catalog.Find("Intune"),
                Url = server.Url,
                Setting = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["tenant"] = "corp.example", ["clientId"] = "client", ["authority"] = server.Url.AbsoluteUri, ["software"] = software,
                },
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["clientSecret"] = Secret.FromText("stub-secret") },
            },
            clock);
        var heard = new Live.LiveTrial.Hearing();
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, clock).ReadAssetsAsync([], heard, TestContext.Current.CancellationToken);
        return (read, [.. server.Requests], heard);
    }
}
