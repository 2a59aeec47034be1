using System.Security.Cryptography;
using System.Text.Json;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>The four steps over connections alone: what Tenable once answered, an inventory in the shape of Axonius, the real trackers.</summary>
[Trait("Category", "Server")]
public sealed class LiveStoryTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string FourSteps = "Get-CriticalCveHost -Connection $scanner | Find-Asset -Connection $inventory | Get-AssetDetail | New-RemediationTicket -Connection $tracker -StorePath $store -Team 'IT Operations' -Confirm:$false";

    private readonly Workplace _place = new();
    private readonly string _mark = RandomNumberGenerator.GetHexString(8, lowercase: true);

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task From_the_scanner_over_the_inventory_to_tickets_that_a_second_run_leaves_alone(string product)
    {
        var export = new RecordedExport(_mark);
        using var tracker = RegisteredConnection.ToRealTracker(module.Session, product);
        await using var scannerServer = new StubServer(export.Rules);
        await using var inventoryServer = new StubServer(Devices);
        using var scanner = new RegisteredConnection(module.Session, "TenableVM");
        scanner.Register(scannerServer.Url, (RecordedExport.AccessKey, RecordedExport.SecretKey));
        using var inventory = new RegisteredConnection(module.Session, "Axonius");
        inventory.Register(inventoryServer.Url, ("key", "secret"));
        CommandResult Run(string command) => module.Session.Run(
            $"param($scanner, $inventory, $tracker, $store) {command}",
            ("scanner", scanner.Name), ("inventory", inventory.Name), ("tracker", tracker.Name), ("store", _place.Combine("tickets.db")));

        CommandResult hosts = Run("Get-CriticalCveHost -Connection $scanner").Succeeded();
        hosts.Texts("ComputerName").Select(name => name.Split('-')[0]).Order(StringComparer.Ordinal).ShouldBe(["archie", "docker"]);

        CommandResult first = Run(FourSteps).Succeeded();
        first.Texts("Action").ShouldBe(["Created", "Created"]);
        first.Output.SelectMany(ticket => (string[])ticket.Properties["NotApplied"].Value).ShouldBeEmpty();
        first.Texts("Title").ShouldAllBe(title => title.Contains(_mark, StringComparison.OrdinalIgnoreCase));
        first.Texts("Title").Select(title => title.Split('-')[0]).Order(StringComparer.Ordinal).ShouldBe(["archie", "docker"]);

        CommandResult second = Run(FourSteps).Succeeded();
        second.Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);
        second.Texts("Number").Order(StringComparer.Ordinal).ShouldBe(first.Texts("Number").Order(StringComparer.Ordinal));

        // Both hosts were looked up in one request, and the test of each read is the server's own count.
        inventoryServer.Requests.Count(request => request.Path == "/api/v2/assets/devices" && request.Body.Contains(_mark, StringComparison.OrdinalIgnoreCase)).ShouldBe(2);
    }

    public void Dispose() => _place.Dispose();

    // The devices whose name the question names, as the product does: with their software, and with a count of all that fit.
    private StubAnswer Devices(StubRequest request)
    {
        string[] names = [.. ((string[])["archie", "docker", "john", "mike"]).Select(name => $"{name}-{_mark}").Where(name => request.Body.Contains(name, StringComparison.OrdinalIgnoreCase))];
        return StubAnswer.Json(JsonSerializer.Serialize(new
        {
            assets = names.Select((name, place) => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["internal_axon_id"] = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..32],
                ["adapters"] = new[] { "active_directory_adapter" },
                ["specific_data.data.hostname_preferred"] = name,
                ["specific_data.data.hostname"] = new[] { name, name.StartsWith("docker", StringComparison.Ordinal) ? $"{name}.demo.io" : $"{name}.ad.demo.io" },
                ["specific_data.data.network_interfaces.ips"] = new[] { $"192.0.2.{place + 10}" },
                ["specific_data.data.os.type_distribution_preferred"] = "Windows 10",
                ["specific_data.data.owner"] = new[] { "Workplace" },
                ["specific_data.data.installed_software"] = new[] { new { name = "Flash Player", version = "28.0.0.137", vendor = "Adobe" } },
            }),
            meta = new { page = new { number = 1, size = 2000, totalPages = 1, totalResources = names.Length } },
        }));
    }
}
