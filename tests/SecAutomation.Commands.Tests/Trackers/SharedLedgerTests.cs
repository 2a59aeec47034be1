using System.Globalization;
using SecAutomation.Testing;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Several machines, here processes with nothing in common but a tracker and, where it is said, a ledger in PostgreSQL.</summary>
[Trait("Category", "Server")]
public sealed class SharedLedgerTests : IDisposable
{
    private const int Hosts = 6;

    private const string Rows = """
        $rows = foreach ($i in 1..6) { [pscustomobject]@{ ComputerName = "h$i-$env:SA_RUN"; CveId = 'CVE-2021-44228'; MaxCvss = 10.0 } }
        """;

    private const string Ledger = """
        $null = Register-SecConnection -Name l -Connector PostgreSQL -Url $env:SA_LEDGER -SecretSource @{ user = 'env:SA_USER'; password = 'env:SA_PASSWORD' } -Setting @{ schema = $env:SA_SCHEMA }
        """;

    private const string Stub = """
        $null = Register-SecConnector $env:SA_FOLDER
        $null = Register-SecConnection -Name t -Connector StubTracker -Url $env:SA_URL -Setting @{ team = 'IT Operations' } -SecretSource env:SA_KEY
        """;

    private const string Make = "$made = $rows | New-RemediationTicket -Connection t -Ledger l; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";
    private const string MakeAlone = "$made = $rows | New-RemediationTicket -Connection t -StorePath ./tickets.db; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";
    private const string Unchanged = "actions: Unchanged Unchanged Unchanged Unchanged Unchanged Unchanged";

    private readonly List<Workplace> _machine = [];

    public void Dispose() => _machine.ForEach(place => place.Dispose());

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_at_once_with_one_ledger_make_each_ticket_once(int processes)
    {
        await using StubTracker tracker = new();
        await using LedgerSchemaPlace ledger = await LedgerSchemaPlace.MakeAsync();
        Dictionary<string, string> environment = Variables(tracker, ledger);
        string script = $"{Rows}\n{Stub}\n{Ledger}\n{Make}";

        await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => RunAsync(script, environment)));

        tracker.Tickets.Count.ShouldBe(Hosts);
        tracker.Tickets.Select(ticket => ticket.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(Hosts);
        (await RunAsync(script, environment)).ShouldContain(Unchanged);
        string runs = await RunAsync($"{Ledger}\n[Console]::WriteLine('runs: ' + @(Get-RemediationRun -Ledger l).Count)", environment);
        runs.ShouldContain("runs: ");
        int.Parse(runs[(runs.IndexOf("runs: ", StringComparison.Ordinal) + 6)..].Split('\n')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Two_processes_with_ledgers_of_their_own_leave_no_duplicate_that_survives_the_sweep()
    {
        await using StubTracker tracker = new();
        Dictionary<string, string> environment = Variables(tracker, null);
        string script = $"{Rows}\n{Stub}\n{MakeAlone}";

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RunAsync(script, environment)));
        await RunAsync($"{Stub}\n$null = Repair-RemediationLedger -Connection t -StorePath ./tickets.db", environment);

        StubTicket[] counting = [.. tracker.Tickets.Where(ticket => ticket.DuplicateOf == 0)];
        counting.Length.ShouldBe(Hosts);
        counting.Select(ticket => ticket.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(Hosts);
        (await RunAsync(script, environment)).ShouldContain(Unchanged);
    }

    [Fact]
    public async Task A_connection_to_the_ledger_is_tested_before_and_after_there_is_one_and_no_secret_is_shown()
    {
        await using StubTracker tracker = new();
        await using LedgerSchemaPlace ledger = await LedgerSchemaPlace.MakeAsync();
        Dictionary<string, string> environment = Variables(tracker, ledger);
        const string Test = "Test-SecConnection l | ForEach-Object { [Console]::WriteLine(\"$($_.Check)=$($_.Outcome): $($_.Detail)\") }";

        string before = await RunAsync($"{Ledger}\n{Test}", environment);
        await RunAsync($"{Rows}\n{Stub}\n{Ledger}\n{Make}", environment);
        string after = await RunAsync($"{Ledger}\n{Test}", environment);
        string refused = await RunAsync($"{Ledger}\n{Test}", new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["SA_PASSWORD"] = "not-the-password" });

        before.ShouldContain("Network=Passed");
        before.ShouldContain("Credential=Passed");
        before.ShouldContain("Right=Passed");
        before.ShouldContain("Ledger=Passed: There is none yet");
        after.ShouldContain("Ledger=Passed: It has version");
        refused.ShouldContain("Credential=Failed");
        (before + after + refused).ShouldNotContain(environment["SA_PASSWORD"]);
        refused.ShouldNotContain("not-the-password");
    }

    private static Dictionary<string, string> Variables(StubTracker tracker, LedgerSchemaPlace? ledger)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["SA_RUN"] = Guid.NewGuid().ToString("N")[..8],
            ["SA_URL"] = tracker.Url.AbsoluteUri,
            ["SA_KEY"] = StubTracker.ApiKey,
            ["SA_FOLDER"] = RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker"),
        };
        foreach ((string name, string value) in ledger?.Variables ?? [])
            variables[name] = value;

        return variables;
    }

    private async Task<string> RunAsync(string script, Dictionary<string, string> environment)
    {
        var place = new Workplace();
        lock (_machine)
            _machine.Add(place);

        using KilledRun run = await KilledRun.StartAsync(script, place.Folder, environment);
        return await run.EndAsync();
    }
}
