using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class FindAssetTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    private string Inventory => _place.WriteInventory(
        "assets.csv",
        "web01,web01.corp.example,192.0.2.10,Debian 12,Web team,2025-11-04",
        "build01,build01.corp.example,192.0.2.20,Debian 12,,2025-11-04",
        "build01,build01.lab.example,192.0.2.21,Debian 11,,2025-11-04");

    [Theory]
    [InlineData("'web01.corp.example' | Find-Asset -Path $p")]
    [InlineData("Find-Asset 'WEB01.corp.example.' -Path $p")]
    [InlineData("[pscustomobject]@{ ComputerName = 'web01'; Fqdn = 'web01.corp.example' } | Find-Asset -Path $p")]
    [InlineData("[pscustomobject]@{ Name = 'web01'; DNSHostName = 'web01.corp.example' } | Find-Asset -Path $p")]
    [InlineData("[pscustomobject]@{ 'Host Name' = 'web01.corp.example' } | Find-Asset -Path $p")]
    [InlineData("@{ dns_name = 'web01.corp.example' } | Find-Asset -Path $p")]
    [InlineData("[SecAutomation.CriticalCveHost]@{ ComputerName = 'web01'; Fqdn = 'web01.corp.example' } | Find-Asset -Path $p")]
    public void Takes_hosts_names_and_any_objects_with_a_name(string script)
    {
        PSObject match = Run(script, Inventory).OneObject();

        match.Text("Status").ShouldBe("Matched");
        PSObject.AsPSObject(match.Value("Asset")!).Text("Fqdn").ShouldBe("web01.corp.example");
    }

    [Fact]
    public void Rows_of_many_shapes_come_down_one_pipeline()
    {
        const string Script = """
            $rows = foreach ($i in 1..12) {
                $row = [pscustomobject]@{ "Column$i" = $i; Name = 'web01' }
                if ($i % 2) { $row.psobject.Properties.Add([psnoteproperty]::new('Fqdn', 'web01.corp.example')) }
                if ($i % 3 -eq 0) { $row.psobject.Properties.Add([psscriptproperty]::new('ComputerName', { 'web01.corp.example' })) }
                $row
            }
            $rows + $rows | Find-Asset -Path $p
            """;

        CommandResult result = Run(Script, Inventory);

        result.Succeeded().Texts("Status").ShouldBe(Enumerable.Repeat("Matched", 24));
    }

    [Theory]
    [InlineData("Find-Asset -InputObject @('web01.corp.example', [pscustomobject]@{ Name = 'build01.lab.example' }) -Path $p", 2)]
    [InlineData("Find-Asset -InputObject ([System.Collections.Generic.List[object]] @('web01.corp.example')) -Path $p", 1)]
    [InlineData(", @('web01.corp.example', 'build01.lab.example') | Find-Asset -Path $p", 2)]
    [InlineData("Find-Asset -InputObject @{ Name = 'web01.corp.example' } -Path $p", 1)]
    [InlineData("Find-Asset -InputObject @() -Path $p", 0)]
    public void Takes_a_list_where_it_is_named(string script, int hosts) => Run(script, Inventory).Succeeded().Output.Count.ShouldBe(hosts);

    [Fact]
    public void Saved_pages_in_a_folder_are_one_inventory()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_place.Folder, "pages")).FullName;
        foreach (string name in new[] { "web01", "db01" })
            File.WriteAllText(Path.Combine(folder, $"{name}.json"), $$"""{"assets":[{"internal_axon_id":"{{name}}","specific_data.data.hostname":["{{name}}"]}],"meta":{"page":{ "totalResources":2 } } }""");

        Run("Find-Asset db01 -Path $p", folder).OneObject().Text("Status").ShouldBe("Matched");
        File.Delete(Path.Combine(folder, "web01.json"));
        CommandResult result = Run("Find-Asset db01 -Path $p", folder);
        result.Errors[0].Id().ShouldBe("ReadIncomplete");
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("@([pscustomobject]@{ Name = 'web01'; OS = 'Debian' })")]
    [InlineData("@{ hostname = 'web01' }")]
    [InlineData("[SecAutomation.Asset]@{ ComputerName = 'web01' }")]
    [InlineData("'web01', 'db01'")]
    public void Takes_any_objects_as_inventory(string inventory) =>
        Run($"Find-Asset web01 -Inventory ({inventory})", "").OneObject().Text("Status").ShouldBe("Matched");

    [Fact]
    public void Answers_each_host_exactly_once_and_warns_of_those_that_no_asset_is()
    {
        CommandResult result = Run("'web01.corp.example', 'build01', 'gone01', '192.0.2.99' | Find-Asset -Path $p", Inventory);

        result.Texts("ComputerName").ShouldBe(["web01.corp.example", "build01", "gone01", "192.0.2.99"]);
        result.Texts("Status").Take(3).ShouldBe(["Matched", "Ambiguous", "NotFound"]);
        result.Warnings.Select(warning => warning.Split(':')[0]).ShouldBe(["AssetAmbiguous", "AssetNotFound", "AssetNotFound"]);
        result.Warnings[1].ShouldStartWith("AssetNotFound: gone01. ");
        ((Array)result.Output[1].Value("Candidate")!).Length.ShouldBe(2);
        result.Output[1].Value("Asset").ShouldBeNull();
    }

    [Fact]
    public void The_warning_of_an_ambiguous_host_lists_the_candidates_and_what_would_decide()
    {
        string warning = Run("Find-Asset build01 -Path $p", Inventory).Succeeded().Warnings.ShouldHaveSingleItem();

        warning.ShouldStartWith("AssetAmbiguous: build01 could be any of 2 assets: ");
        warning.ShouldContain("build01.corp.example (line 3), build01.lab.example (line 4)");
        warning.ShouldContain("the domain of build01: corp.example or lab.example");
        warning.ShouldContain("Set-AssetMatch 'build01'");
    }

    [Fact]
    public void Under_ErrorAction_Stop_an_ambiguous_host_ends_nothing()
    {
        CommandResult result = Run("$ErrorActionPreference = 'Stop'; 'build01', 'web01.corp.example' | Find-Asset -Path $p", Inventory).Succeeded();

        result.Texts("ComputerName").ShouldBe(["build01", "web01.corp.example"]);
    }

    [Fact]
    public void Hosts_that_are_one_asset_name_each_other()
    {
        CommandResult result = Run(
            "$m = 'web01.corp.example', 'WEB01', 'web01', 'build01.lab.example' | Find-Asset -Path $p; $m | ForEach-Object { $_.SameAssetAs -join ',' }", Inventory).Succeeded();

        result.Output.Select(one => $"{one}").ShouldBe(["WEB01", "web01.corp.example", "web01.corp.example", ""]);
        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("WEB01 and web01.corp.example are one asset: web01.corp.example");
    }

    [Fact]
    public void Explain_tells_every_rule_that_was_tried()
    {
        ((Array)Run("Find-Asset build01 -Path $p -Explain", Inventory).Output.ShouldHaveSingleItem().Value("Attempt")!).Length.ShouldBeGreaterThan(0);
        ((Array)Run("Find-Asset build01 -Path $p", Inventory).Output.ShouldHaveSingleItem().Value("Attempt")!).Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("42 | Find-Asset -Path $p")]
    [InlineData("[pscustomobject]@{ Colour = 'red' } | Find-Asset -Path $p")]
    [InlineData("$null | Find-Asset -Path $p")]
    [InlineData("'' | Find-Asset -Path $p")]
    public void An_object_that_names_no_host_is_an_error_and_the_others_go_on(string script)
    {
        CommandResult result = Run(script.Replace("| Find", ", 'web01.corp.example' | Find", StringComparison.Ordinal), Inventory);

        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("InputNotUnderstood");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        error.ToString().ShouldContain("ComputerName");
        result.Texts("Status").ShouldBe(["Matched"]);
    }

    [Theory]
    [InlineData("Find-Asset web01")]
    [InlineData("Find-Asset web01 -Path \"$p/missing.csv\"")]
    [InlineData("Find-Asset web01 -Inventory @()")]
    public void Without_an_inventory_nothing_is_reported_as_not_found(string script)
    {
        CommandResult result = Run(script + " -ErrorAction SilentlyContinue", _place.Folder);

        result.Ending().Id().ShouldBe("InventoryMissing");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void An_inventory_without_a_column_of_names_says_which_columns_it_knows()
    {
        string inventory = _place.Write("colours.csv", "Colour,Shape\nred,round\n");

        CommandResult result = Run("Find-Asset web01 -Path $p", inventory);

        result.Errors[0].ToString().ShouldContain(inventory);
        result.Ending().Id().ShouldBe("InventoryMissing");
    }

    private CommandResult Run(string script, string path) => module.Session.Run($"param($p) {script}", ("p", path));
}
