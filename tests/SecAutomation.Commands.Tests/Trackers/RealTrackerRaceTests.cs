namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Several machines, here processes, at one real product at the same time.</summary>
[Trait("Category", "Heavy"), Trait("Category", "Server")]
public sealed class RealTrackerRaceTests : IDisposable
{
    private const string Rows = """
        $rows = foreach ($name in $env:SA_HOSTS -split ',') { [pscustomobject]@{ ComputerName = $name; CveId = 'CVE-2021-44228'; MaxCvss = 10.0 } }
        """;

    private const string Ledger = """
        $null = Register-SecConnection -Name l -Connector PostgreSQL -Url $env:SA_LEDGER -SecretSource @{ user = 'env:SA_USER'; password = 'env:SA_PASSWORD' } -Setting @{ schema = $env:SA_SCHEMA }
        """;

    private const string Make = "$made = $rows | New-RemediationTicket -Connection t -Ledger l; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";
    private const string MakeAlone = "$made = $rows | New-RemediationTicket -Connection t -StorePath ./tickets.db; [Console]::WriteLine('actions: ' + ($made.Action -join ' '))";
    private const string Repair = "$null = Repair-RemediationLedger -Connection t -StorePath ./tickets.db";
    private const string Unchanged = "actions: Unchanged Unchanged Unchanged Unchanged";

    private readonly List<Workplace> _machine = [];
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    private string[] Hosts => [.. Enumerable.Range(1, 4).Select(i => $"r{i}-{_mark}")];

    public void Dispose() => _machine.ForEach(place => place.Dispose());

    [Theory]
    [InlineData("RequestTracker", 2)]
    [InlineData("RequestTracker", 4)]
    [InlineData("Redmine", 2)]
    [InlineData("Redmine", 4)]
    public async Task Processes_at_once_with_one_ledger_make_each_ticket_once(string product, int processes)
    {
        var real = RealProduct.Require(product);
        await using LedgerSchemaPlace ledger = await LedgerSchemaPlace.MakeAsync();
        Dictionary<string, string> environment = real.Variables(Hosts);
        foreach ((string name, string value) in ledger.Variables)
            environment[name] = value;
        string script = $"{Rows}\n{real.Connect}\n{Ledger}\n{Make}";

        string[] said = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => RunAsync(script, environment)));

        (await real.OpenHostsAsync(_mark)).ShouldBe(Hosts, string.Join('\n', said));
        string again = await RunAsync(script, environment);
        again.Contains(Unchanged, StringComparison.Ordinal).ShouldBeTrue(again);
    }

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task Two_processes_with_ledgers_of_their_own_leave_no_duplicate_that_survives_the_sweep(string product)
    {
        var real = RealProduct.Require(product);
        Dictionary<string, string> environment = real.Variables(Hosts);
        string script = $"{Rows}\n{real.Connect}\n{MakeAlone}";

        string[] said = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RunAsync(script, environment)));
        string repaired = await RunAsync($"{real.Connect}\n{Repair}", environment);

        (await real.OpenHostsAsync(_mark)).ShouldBe(Hosts, string.Join('\n', [.. said, repaired]));
        string again = await RunAsync(script, environment);
        again.Contains(Unchanged, StringComparison.Ordinal).ShouldBeTrue(again);
    }

    private async Task<string> RunAsync(string script, Dictionary<string, string> environment)
    {
        var place = new Workplace();
        lock (_machine)
            _machine.Add(place);

        return await KilledRun.WholeAsync(script, place.Folder, environment);
    }
}
