using System.Globalization;
using SecAutomation.Testing;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Runs are killed (SIGKILL) again and again; then one clean run leaves each piece of work in exactly one ticket.</summary>
/// <remarks><c>SECAUTOMATION_KILLS</c> says how many times each target's run is killed at a random instant; 10 where it is not set.</remarks>
[Trait("Category", "Heavy"), Trait("Category", "Kill")]
public sealed class KillMatrixTests : IDisposable
{
    private const int Hosts = 4;

    // The instant at which the steps of the protocol begin; a run takes about this long from there on.
    private const int LongestRun = 2500;

    private const string Rows = """
        $rows = foreach ($i in 1..4) { [pscustomobject]@{ ComputerName = "h$i-$env:SA_RUN"; CveId = 'CVE-2021-44228'; MaxCvss = 10.0 } }
        """;

    private const string Stub = """
        $null = Register-SecConnector $env:SA_FOLDER
        $null = Register-SecConnection -Name t -Connector StubTracker -Url $env:SA_URL -Setting @{ team = 'IT Operations' } -SecretSource env:SA_KEY
        """;

    private const string Make = "$made = $rows | New-RemediationTicket -Connection t -StorePath ./tickets.db; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";

    private readonly Workplace _place = new();
    private readonly Random _random = new(20260304);

    /// <summary>How many times the run against a target is killed at a random instant.</summary>
    internal static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("SECAUTOMATION_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : 10;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_local_store_survives_kills_at_random_instants()
    {
        const string Local = "$made = $rows | New-RemediationTicket -StorePath ./tickets.db; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["SA_RUN"] = "local" };
        for (int i = 0; i < Kills; i++)
            await KillAsync($"{Rows}\n{Local}", environment, TimeSpan.FromMilliseconds(_random.Next(800)));

        await RunAsync($"{Rows}\n{Local}", environment);

        (await RunAsync($"{Rows}\n{Local}", environment)).ShouldContain("actions: Unchanged Unchanged Unchanged Unchanged");
        (await RunAsync("[Console]::WriteLine('tickets: ' + @(Get-RemediationTicket -StorePath ./tickets.db).Count)", environment)).ShouldContain("tickets: 4");
    }

    [Fact]
    public async Task A_tracker_survives_kills_at_each_of_its_requests()
    {
        await using StubTracker tracker = new();
        Dictionary<string, string> environment = Variables(tracker);
        string script = $"{Rows}\n{Stub}\n{Make}";

        // One run asks about 20 times; each kill is one request later than the one before.
        for (int request = 1; request <= 20; request++)
        {
            int from = tracker.Requests.Count;
            using KilledRun run = await KilledRun.StartAsync(script, _place.Folder, environment);
            await run.UntilAsync(() => tracker.Requests.Count >= from + request);
            await run.KillAsync();
        }

        await ProveAsync(script, environment, tracker);
    }

    [Fact]
    public async Task A_tracker_survives_kills_at_random_instants()
    {
        await using StubTracker tracker = new();
        Dictionary<string, string> environment = Variables(tracker);
        string script = $"{Rows}\n{Stub}\n{Make}";
        for (int i = 0; i < Kills; i++)
            await KillAsync(script, environment, TimeSpan.FromMilliseconds(_random.Next(LongestRun)));

        await ProveAsync(script, environment, tracker);
    }

    private static Dictionary<string, string> Variables(StubTracker tracker) => new(StringComparer.Ordinal)
    {
        ["SA_RUN"] = "stub",
        ["SA_URL"] = tracker.Url.AbsoluteUri,
        ["SA_KEY"] = StubTracker.ApiKey,
        ["SA_FOLDER"] = RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker"),
    };

    private async Task ProveAsync(string script, Dictionary<string, string> environment, StubTracker tracker)
    {
        await RunAsync(script, environment);
        tracker.Tickets.Count.ShouldBe(Hosts);
        tracker.Tickets.Select(ticket => ticket.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(Hosts);
        int writes = tracker.Writes;

        (await RunAsync(script, environment)).ShouldContain("actions: Unchanged Unchanged Unchanged Unchanged");

        tracker.Writes.ShouldBe(writes);
    }

    private async Task KillAsync(string script, Dictionary<string, string> environment, TimeSpan after)
    {
        using KilledRun run = await KilledRun.StartAsync(script, _place.Folder, environment);
        await Task.Delay(after);
        await run.KillAsync();
    }

    private Task<string> RunAsync(string script, Dictionary<string, string> environment) => KilledRun.WholeAsync(script, _place.Folder, environment);
}
