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
        var real = RealProduct.Require(product);
        await using FaultyProxy proxy = new(real.Url);
        string script = $"{real.Connect}\n{Make}";
        int kills = Requests + KillMatrixTests.Kills;
        var hosts = new List<string>();
        var longest = TimeSpan.FromSeconds(2);
        for (int kill = 0; kill < kills; kill++)
        {
            if (kill % RunsOfAHost == 0)
                hosts.AddRange(Enumerable.Range(0, HostsOfARun).Select(i => $"k{kill}x{i}-{_mark}"));
            int from = proxy.Requests;
            using KilledRun run = await KilledRun.StartAsync(script, _place.Folder, real.Variables(hosts.TakeLast(HostsOfARun), proxy.Url));
            if (kill < Requests)
                await run.UntilAsync(() => proxy.Requests > from + kill);
            else
                await Task.Delay(_random.NextDouble() * longest);
            await run.KillAsync();
        }

        // One clean run over everything that was ever begun, and one more.
        string first = await RunAsync(script, real.Variables(hosts, proxy.Url));
        (first.Contains($" {hosts.Count}\n", StringComparison.Ordinal) && !first.Contains("Failed", StringComparison.Ordinal)).ShouldBeTrue($"The first clean run wrote:\n{first}");
        string second = await RunAsync(script, real.Variables(hosts, proxy.Url));
        second.Contains($"actions: Unchanged {hosts.Count}\n", StringComparison.Ordinal).ShouldBeTrue($"The second clean run wrote:\n{second}");

        IReadOnlyList<string> open = await real.OpenHostsAsync(_mark);
        TestContext.Current.SendDiagnosticMessage($"{product}: {kills} kills, {hosts.Count} hosts, {open.Count} open tickets, {proxy.Writes} writes.");
        open.ShouldBe(hosts.Order(StringComparer.Ordinal));
    }

    private Task<string> RunAsync(string script, Dictionary<string, string> environment) => KilledRun.WholeAsync(script, _place.Folder, environment);
}
