using System.Management.Automation;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>Steps 1 to 3 over connections, against a scanner and an inventory on loopback.</summary>
public sealed class LiveStepTests : IClassFixture<ModuleFixture>
{
    private readonly ModuleSession _session;

    public LiveStepTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
    }

    [Fact]
    public async Task The_steps_chain_from_a_scanner_to_the_details_of_an_inventory()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(
            StubProducts.Finding("web01", "CVE-2021-44228"), StubProducts.Finding("db01", "CVE-2024-0001", 4.3, "low"), StubProducts.Finding("app01", "CVE-2023-22515"))]);
        await using var inventory = new StubServer([StubProducts.Machines(StubProducts.Machine("web01"))]);
        StubProducts.Register(_session, "step-scanner", "OurScanner", scanner.Url);
        StubProducts.Register(_session, "step-inventory", "OurCmdb", inventory.Url);

        CommandResult result = _session.Run(
            "Get-CriticalCveHost -Connection step-scanner -Verbose | Find-Asset -Connection step-inventory | Get-AssetDetail").Succeeded();

        result.Texts("ComputerName").ShouldBe(["web01", "app01"], ignoreOrder: true);
        PSObject web = result.Output.Single(detail => detail.Text("ComputerName") == "web01");
        web.Text("MatchStatus").ShouldBe("Matched");
        web.Text("Source").ShouldBe("step-inventory");
        web.Text("InstalledSoftwareText").ShouldBe("nginx 1.22");
        PSObject.AsPSObject(web.Value("CriticalCveHost")!).Text("Source").ShouldBe("step-scanner");
        result.Verbose.ShouldContain(line => line.Contains("Read step-scanner as OurScanner: records expected 3, received 3", StringComparison.Ordinal));
        result.Verbose.ShouldContain(line => line.Contains("500 requests in 1 seconds, 2 at once", StringComparison.Ordinal));
        inventory.Requests.ShouldHaveSingleItem().Target.ShouldContain("search=");
    }

    [Fact]
    public async Task What_is_not_wanted_is_left_out_by_the_server()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("web01", "CVE-2021-44228"))]);
        StubProducts.Register(_session, "asked-less", "OurScanner", scanner.Url, more: "-Setting @{ zone = 'dmz 1' }");

        _session.Run("Get-CriticalCveHost -Connection asked-less -Since 2025-11-01 -CveId CVE-2021-44228, CVE-2021-45046").Succeeded().Texts("ComputerName").ShouldBe(["web01"]);

        string target = scanner.Requests[0].Target;
        target.ShouldContain("zone=dmz%201");
        target.ShouldContain("since=2025-11-01");
        Uri.UnescapeDataString(target).ShouldContain("cve=CVE-2021-44228,CVE-2021-45046");
        target.ShouldNotContain("severity=");
    }

    [Fact]
    public async Task A_server_that_filters_too_little_is_checked_all_the_same()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(
            StubProducts.Finding("old01", "CVE-2021-44228", seen: "2019-01-01T00:00:00Z"), StubProducts.Finding("other01", "CVE-2020-1472"), StubProducts.Finding("web01", "CVE-2021-44228"))]);
        StubProducts.Register(_session, "asked-in-vain", "OurScanner", scanner.Url);

        _session.Run("Get-CriticalCveHost -Connection asked-in-vain -Since 2025-11-01 -CveId CVE-2021-44228").Succeeded().Texts("ComputerName").ShouldBe(["web01"]);
    }

    [Fact]
    public async Task Of_several_scanners_each_host_says_which_one_it_came_from_and_one_that_fails_does_not_end_the_others()
    {
        await using var first = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("web01", "CVE-2021-44228"))]);
        await using var second = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("db01", "CVE-2021-44228"))]);
        await using var broken = new StubServer([]);
        StubProducts.Register(_session, "several-1", "OurScanner", first.Url);
        StubProducts.Register(_session, "several-2", "OurScanner", second.Url);
        StubProducts.Register(_session, "several-3", "OurScanner", broken.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection several-1, (Get-SecConnection several-2), several-3, several-4");

        result.Output.Select(host => $"{host.Text("ComputerName")} {host.Text("Source")}").ShouldBe(["web01 several-1", "db01 several-2"], ignoreOrder: true);
        result.Errors.Select(error => error.Id()).ShouldBe(["ConnectionNotFound", "RequestRefused"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_scanner_that_gives_fewer_findings_than_it_announced_gives_an_error_and_no_hosts()
    {
        string page = $$"""{"total":5,"findings":[{{StubProducts.Finding("web01", "CVE-2021-44228")}}]}""";
        StubAnswer[] answers = [StubAnswer.Json(page), StubAnswer.Json("""{"total":5,"findings":[]}""")];
        await using var scanner = new StubServer([new StubRule("GET", "/findings", answers)]);
        await using var again = new StubServer([new StubRule("GET", "/findings", answers)]);
        StubProducts.Register(_session, "short", "OurScanner", scanner.Url);
        StubProducts.Register(_session, "short-again", "OurScanner", again.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection short");

        result.Output.ShouldBeEmpty();
        result.Errors.ShouldHaveSingleItem().Id().ShouldBe("ReadIncomplete");
        PSObject partial = _session.Run("Get-CriticalCveHost -Connection short-again -AllowPartial").OneObject(ignoreErrors: true);
        PSObject.AsPSObject(partial.Value("Read")!).Value("IsComplete").ShouldBe(false);
    }

    [Fact]
    public async Task The_trace_shows_requests_and_never_the_secret()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("web01", "CVE-2021-44228"))]);
        StubProducts.Register(_session, "traced", "OurScanner", scanner.Url);
        using PowerShell shell = _session.CreateShell("$DebugPreference = 'Continue'; Get-CriticalCveHost -Connection traced -Verbose");

        CommandResult result = _session.Run(shell, null).Succeeded();

        string said = string.Join('\n', shell.Streams.Debug.Select(line => line.Message).Concat(result.Verbose));
        said.ShouldContain("GET http://127.0.0.1");
        said.ShouldContain("Authorization: ***");
        said.ShouldNotContain(StubProducts.Token);
    }

    [Fact]
    public async Task A_refused_credential_is_an_error_that_says_whose_and_what_to_do()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers()]);
        StubProducts.Register(_session, "refused", "OurScanner", scanner.Url, token: "wrong-token");

        ErrorRecord error = _session.Run("Get-CriticalCveHost -Connection refused").Errors.ShouldHaveSingleItem();

        error.Id().ShouldBe("CredentialRefused");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.AuthenticationError);
        error.ToString().ShouldStartWith("refused, ");
        error.ToString().ShouldNotContain("wrong-token");
    }

    [Fact]
    public async Task A_connection_of_another_role_is_refused_and_those_that_fit_are_named()
    {
        await using var inventory = new StubServer([]);
        StubProducts.Register(_session, "role-inventory", "OurCmdb", inventory.Url);
        StubProducts.Register(_session, "role-scanner", "OurScanner", inventory.Url);

        ErrorRecord error = _session.Run("Get-CriticalCveHost -Connection role-inventory").Ending();

        error.Id().ShouldBe("ConnectionInvalid");
        error.ToString().ShouldContain("role-inventory (OurCmdb) is Inventory, and Get-CriticalCveHost needs a connection that is Scanner");
        error.ToString().ShouldContain("role-scanner");
        inventory.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_inventory_that_fails_gives_an_error_and_answers_for_no_host()
    {
        await using var inventory = new StubServer([new StubRule("GET", "/api/v2/machines", StubAnswer.Json("{}", 403))]);
        StubProducts.Register(_session, "closed-inventory", "OurCmdb", inventory.Url);

        CommandResult result = _session.Run("'web01', 'web02' | Find-Asset -Connection closed-inventory");

        result.Output.ShouldBeEmpty();
        result.Errors[0].Id().ShouldBe("PermissionMissing");
        result.Ending().Id().ShouldBe("InventoryMissing");
    }

    [Fact]
    public async Task A_file_and_a_product_are_one_view_of_a_host()
    {
        using var place = new Workplace();
        string file = place.WriteInventory("assets.csv", "web01,web01.corp.example,192.0.2.10,Debian 12,From the file,2025-11-04");
        await using var inventory = new StubServer([StubProducts.Machines(StubProducts.Machine("web01", "192.0.2.77"))]);
        StubProducts.Register(_session, "beside-file", "OurCmdb", inventory.Url);

        PSObject detail = _session.Run("param($file) Get-AssetDetail web01 -Path $file -Connection beside-file", ("file", file)).OneObject();

        detail.Text("Owner").ShouldBe("From the file");
        detail.Text("IPAddressText").ShouldContain("192.0.2.77");
    }

    [Fact]
    public async Task A_reviewed_decision_is_kept_although_no_search_by_name_would_find_the_asset()
    {
        using var place = new Workplace();
        await using var inventory = new StubServer([StubProducts.Machines(StubProducts.Machine("entirely-other"))]);
        StubProducts.Register(_session, "decided", "OurCmdb", inventory.Url);

        PSObject match = _session.Run(
            "param($file) $null = Set-AssetMatch -ComputerName web01 -Asset id-entirely-other -MatchPath $file; Find-Asset web01 -Connection decided -MatchPath $file",
            ("file", place.Combine("decisions.csv"))).Succeeded().Output[^1];

        match.Text("Status").ShouldBe("Matched");
        match.Text("Rule").ShouldBe("Reviewed");
        inventory.Requests[0].Target.ShouldNotContain("search=");
    }

    [Fact]
    public async Task A_connection_that_is_registered_again_meanwhile_does_not_break_who_reads_over_it()
    {
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("web01", "CVE-2021-44228"))]);
        StubProducts.Register(_session, "twice", "OurScanner", scanner.Url);

        CommandResult result = _session.Run("""
            $again = { $null = Get-SecConnector OurScanner | ForEach-Object { Register-SecConnection twice OurScanner -Url (Get-SecConnection twice).Url -SecretSource env:NOT_SET }; $_ }
            Get-CriticalCveHost -Connection twice | ForEach-Object $again | ForEach-Object ComputerName
            Get-CriticalCveHost -Connection twice
            """);

        result.Texts().ShouldBe(["web01"]);
        result.Ending().Id().ShouldBe("SecretMissing");
    }

    [Fact]
    public async Task A_stopped_pipeline_stops_a_read_that_waits_for_its_server()
    {
        await using var scanner = new StubServer([new StubRule("GET", "/findings", StubAnswer.Json(new string(' ', 1000)) with { StallAfter = 100 })]);
        StubProducts.Register(_session, "stalled", "OurScanner", scanner.Url);
        using PowerShell shell = _session.CreateShell("Get-CriticalCveHost -Connection stalled");
        IAsyncResult running = shell.BeginInvoke();
        while (scanner.Requests.Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        shell.Stop();

        running.IsCompleted.ShouldBeTrue();
        shell.InvocationStateInfo.State.ShouldBe(PSInvocationState.Stopped);
    }
}
