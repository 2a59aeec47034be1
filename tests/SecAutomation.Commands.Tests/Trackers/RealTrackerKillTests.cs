using System.Globalization;
using System.Text.Json;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Runs against the real products are killed (SIGKILL) at each of their requests and at random instants; afterwards each host has exactly one open ticket.</summary>
/// <remarks><c>SECAUTOMATION_KILLS</c> says how many times a run is killed at a random instant; 10 where it is not set.</remarks>
[Trait("Category", "Heavy"), Trait("Category", "Server"), Trait("Category", "Kill")]
public sealed class RealTrackerKillTests : IDisposable
{
    private const int HostsOfARun = 2;

    // A run of two hosts asks about this often.
    private const int Requests = 16;

    // Two runs meet the same hosts: the second finds what the first left behind.
    private const int RunsOfAHost = 2;

    private const string Make = """
        $rows = foreach ($name in $env:SA_HOSTS -split ',') { [pscustomobject]@{ ComputerName = $name; CveId = 'CVE-2021-44228'; MaxCvss = 10.0 } }
        $made = $rows | New-RemediationTicket -Connection t -StorePath ./tickets.db -MaximumTickets 10000
        [Console]::WriteLine('actions: ' + ([Linq.Enumerable]::Distinct([string[]]@($made.Action)) -join ' ') + ' ' + @($made).Count)
        """;

    private readonly Workplace _place = new();
    private readonly Random _random = new(20260304);
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task Each_host_has_one_ticket_after_kills_at_each_request_and_at_random_instants(string product)
    {
        TestServer server = TestServer.Require(product.ToUpperInvariant(), Assert.Skip);
        await using FaultyProxy proxy = new(new Uri(server["URL"]));
        string script = $"{Connect(product, server)}\n{Make}";
        int kills = Requests + KillMatrixTests.Kills;
        var hosts = new List<string>();
        var longest = TimeSpan.FromSeconds(2);
        for (int kill = 0; kill < kills; kill++)
        {
            if (kill % RunsOfAHost == 0)
                hosts.AddRange(Enumerable.Range(0, HostsOfARun).Select(i => $"k{kill}x{i}-{_mark}"));
            int from = proxy.Requests;
            using KilledRun run = await KilledRun.StartAsync(script, _place.Folder, Variables(product, server, proxy.Url, hosts.TakeLast(HostsOfARun)));
            if (kill < Requests)
                await run.UntilAsync(() => proxy.Requests > from + kill);
            else
                await Task.Delay(_random.NextDouble() * longest);
            await run.KillAsync();
        }

        // One clean run over everything that was ever begun, and one more.
        string first = await RunAsync(script, Variables(product, server, proxy.Url, hosts));
        (first.Contains($" {hosts.Count}\n", StringComparison.Ordinal) && !first.Contains("Failed", StringComparison.Ordinal)).ShouldBeTrue($"The first clean run wrote:\n{first}");
        string second = await RunAsync(script, Variables(product, server, proxy.Url, hosts));
        second.Contains($"actions: Unchanged {hosts.Count}\n", StringComparison.Ordinal).ShouldBeTrue($"The second clean run wrote:\n{second}");

        IReadOnlyList<string> titles = await OpenTitlesAsync(product, server);
        TestContext.Current.SendDiagnosticMessage($"{product}: {kills} kills, {hosts.Count} hosts, {titles.Count} open tickets, {proxy.Writes} writes.");
        titles.Select(title => title.Split(':')[0]).Order(StringComparer.Ordinal).ShouldBe(hosts.Order(StringComparer.Ordinal));
    }

    private static string Connect(string product, TestServer server) => product == "Redmine"
        ? $"$null = Register-SecConnection -Name t -Connector Redmine -Url $env:SA_URL -Setting @{{ project = '{server["PROJECT"]}'; team = '{server["TEAM"]}' }} -SecretSource env:SA_KEY"
        : $"$null = Register-SecConnection -Name t -Connector RequestTracker -Url $env:SA_URL -Setting @{{ queue = '{server["QUEUE"]}' }} -SecretSource env:SA_KEY";

    private static Dictionary<string, string> Variables(string product, TestServer server, Uri url, IEnumerable<string> hosts) => new(StringComparer.Ordinal)
    {
        ["SA_URL"] = url.AbsoluteUri,
        ["SA_KEY"] = server[product == "Redmine" ? "API_KEY" : "TOKEN"],
        ["SA_HOSTS"] = string.Join(',', hosts),
    };

    private Task<string> RunAsync(string script, Dictionary<string, string> environment) => KilledRun.WholeAsync(script, _place.Folder, environment);

    // The product itself is asked, in its own words and not through the module.
    private async Task<IReadOnlyList<string>> OpenTitlesAsync(string product, TestServer server)
    {
        const int Page = 100;
#pragma warning disable RS0030 // Past the door on purpose: the module is not to be its own witness.
        using var client = new HttpClient { BaseAddress = new Uri(server["URL"]) };
#pragma warning restore RS0030
        if (product == "Redmine")
            client.DefaultRequestHeaders.Add("X-Redmine-API-Key", server["API_KEY"]);
        else
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "token " + server["TOKEN"]);

        List<string> titles = [];
        for (int page = 1; ; page++)
        {
            string address = product == "Redmine"
                ? string.Create(CultureInfo.InvariantCulture, $"issues.json?subject=~{_mark}&status_id=open&sort=id&limit={Page}&offset={(page - 1) * Page}")
                : string.Create(CultureInfo.InvariantCulture, $"REST/2.0/tickets?query={Uri.EscapeDataString($"Subject LIKE '{_mark}' AND Status = '__Active__'")}&fields=Subject&per_page={Page}&page={page}");
            using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(address));
            string[] got = product == "Redmine"
                ? [.. answer.RootElement.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("subject").GetString()!)]
                : [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(ticket => ticket.GetProperty("Subject").GetString()!)];
            titles.AddRange(got);
            if (got.Length < Page)
                return titles;
        }
    }
}
