using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class SetAssetMatchTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    private string Matches => _place.Combine("matches.txt");

    private string Inventory => _place.WriteInventory(
        "assets.csv",
        "build01,build01.corp.example,192.0.2.20,Debian 12,,2025-11-04",
        "build01,build01.lab.example,192.0.2.21,Debian 11,,2025-11-04");

    [Fact]
    public void A_decision_wins_next_time_and_says_so()
    {
        Run("$m = Find-Asset build01 -Path $p; $m | Set-AssetMatch -Asset $m.Candidate[1] -Comment 'the lab' -MatchPath $f").Succeeded()
            .Texts("Rule").ShouldBe(["Reviewed"]);

        PSObject match = Run("Find-Asset BUILD01 -Path $p -MatchPath $f").OneObject();

        match.Text("Status").ShouldBe("Matched");
        match.Text("Rule").ShouldBe("Reviewed");
        match.Text("Confidence").ShouldBe("Exact");
        match.Text("Reason").ShouldStartWith("A reviewed decision: build01 is build01.lab.example");
        match.Text("Reason").ShouldContain("the lab");
        PSObject.AsPSObject(match.Value("Asset")!).Text("Fqdn").ShouldBe("build01.lab.example");
    }

    [Fact]
    public void The_file_is_sorted_and_keeps_its_comments()
    {
        _place.Write("matches.txt", "# ours\nzeta = 1 @ assets.csv\n");

        Run("Set-AssetMatch web01 -Asset a7 -Source assets.csv -MatchPath $f; Set-AssetMatch build01 -NoAsset -MatchPath $f").Succeeded();

        string[] lines = File.ReadAllLines(Matches);
        lines[0].ShouldBe("# ours");
        lines.Skip(1).Select(line => line.Split("  #")[0]).ShouldBe(["build01 = -", "web01 = a7 @ assets.csv", "zeta = 1 @ assets.csv"]);
    }

    [Fact]
    public void None_of_them_is_a_decision_too() =>
        Run("$null = Set-AssetMatch build01 -NoAsset -MatchPath $f; Find-Asset build01 -Path $p -MatchPath $f").OneObject()
            .Text("Status").ShouldBe("NotFound");

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run("Set-AssetMatch build01 -Asset 1 -MatchPath $f -WhatIf").Succeeded().Output.ShouldBeEmpty();

        File.Exists(Matches).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Set-AssetMatch localhost -Asset 1 -MatchPath $f", "HostNameInvalid")]
    [InlineData("Set-AssetMatch build01 -Asset 1", "FileNotFound")]
    [InlineData("Find-Asset build01 -Path $p -MatchPath \"$f.missing\"", "FileNotFound")]
    [InlineData("Find-Asset build01 -Path $p -MatchSetting @{ Colour = 'red' }", "ValueInvalid")]
    [InlineData("Find-Asset build01 -Path $p -MatchSetting @{ DhcpRange = 'everywhere' }", "ValueInvalid")]
    public void What_cannot_be_kept_or_understood_is_an_error(string script, string id) =>
        Run(script).Ending().Id().ShouldBe(id);

    [Fact]
    public void A_line_that_is_no_decision_is_named()
    {
        _place.Write("matches.txt", "# ours\nbuild01 equals something\n");

        ErrorRecord error = Run("Find-Asset build01 -Path $p -MatchPath $f").Ending();

        error.Id().ShouldBe("RecordInvalid");
        error.ToString().ShouldContain("line 2");
    }

    [Fact]
    public void Settings_reach_the_matching()
    {
        _place.WriteInventory("new.csv", "web01,web01.corp.new,192.0.2.30,Debian 12,,2025-11-04");

        PSObject match = Run($"Find-Asset web01.corp.old -Path '{_place.Combine("new.csv")}' -MatchSetting @{{ SuffixMap = @{{ 'corp.old' = 'corp.new' }} }}").OneObject();

        match.Text("Rule").ShouldBe("R4");
    }

    [Fact]
    public void Explain_reads_like_a_report()
    {
        string text = Run("Find-Asset build01 -Path $p -Explain | Out-Default").Succeeded().HostText;

        text.ShouldContain("build01: Ambiguous");
        text.ShouldContain("? Ambiguous build01");
        text.ShouldContain("could be: build01.corp.example");
        text.ShouldContain("would decide: the domain of build01: corp.example or lab.example");
    }

    private CommandResult Run(string script) =>
        module.Session.Run("param($p, $f) " + script, ("p", Inventory), ("f", Matches));
}
