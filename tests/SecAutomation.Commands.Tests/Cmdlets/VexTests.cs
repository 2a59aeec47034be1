using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class VexTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Get = "Get-CriticalCveHost $p/scan.csv -VexPath ";
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_finding_that_the_vendor_says_is_none_does_not_count_and_verbose_says_why()
    {
        Prepare("portal", "known_not_affected");

        CommandResult result = Run(Get + "$p/vex.json -Verbose").Succeeded();

        result.Output.ShouldBeEmpty();
        result.Verbose.ShouldContain(line => line.Contains("web01", StringComparison.Ordinal)
            && line.Contains("CVE-2024-10001 not affected (component_not_present), says EX-1, 2024-05-14", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_there_with_its_state_and_the_reason_when_it_is_asked_for()
    {
        Prepare("portal", "known_not_affected");

        CommandResult result = Run(Get + "$p/vex.json -IncludeFixed | ForEach-Object Finding").Succeeded();

        result.Texts("State").ShouldBe(["Accepted"]);
        result.Texts("StateReason").ShouldBe(["CVE-2024-10001 not affected (component_not_present), says EX-1, 2024-05-14"]);
    }

    [Fact]
    public void What_is_fixed_in_the_product_is_fixed()
    {
        Prepare("portal", "fixed");

        Run(Get + "$p/vex.json -IncludeFixed | ForEach-Object Finding").Succeeded().Texts("State").ShouldBe(["Fixed"]);
    }

    [Fact]
    public void A_statement_on_another_product_changes_nothing_and_verbose_tells_of_it()
    {
        Prepare("other", "known_not_affected");

        CommandResult result = Run(Get + "$p/vex.json -Verbose").Succeeded();

        result.Texts("ComputerName").ShouldBe(["web01"]);
        result.Verbose.ShouldContain(line => line.Contains("1 more have a CVE that they speak of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("draft", "ValueInvalid")]
    [InlineData("cut", "ReadIncomplete")]
    public void A_document_that_is_no_final_one_is_an_error_and_marks_nothing(string damage, string id)
    {
        Prepare("portal", "known_not_affected");
        string text = File.ReadAllText(_place.Combine("vex.json"));
        _place.Write("vex.json", damage == "cut" ? text[..^20] : text.Replace("final", "draft", StringComparison.Ordinal));

        CommandResult result = Run(Get + "$p/vex.json");

        result.Errors.ShouldHaveSingleItem().FullyQualifiedErrorId.ShouldStartWith(id);
        result.Texts("ComputerName").ShouldBe(["web01"]);
    }

    [Fact]
    public void A_folder_of_documents_may_hold_other_files()
    {
        Prepare("portal", "known_not_affected");
        _place.Write("vex/README.md", "# Documents");
        File.Move(_place.Combine("vex.json"), _place.Combine("vex", "ex-1.json"));

        CommandResult result = Run(Get + "$p/vex").Succeeded();

        result.Output.ShouldBeEmpty();
        result.Warnings.ShouldContain(warning => warning.Contains("README.md was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_without_a_document_is_an_error_and_the_hosts_come_all_the_same()
    {
        Prepare("portal", "known_not_affected");

        CommandResult result = Run(Get + "$p/none.json");

        result.Errors.ShouldHaveSingleItem().FullyQualifiedErrorId.ShouldStartWith("FileNotFound");
        result.Texts("ComputerName").ShouldBe(["web01"]);
    }

    private CommandResult Run(string script) => module.Session.Run($"param($p) {script}", ("p", _place.Folder));

    private void Prepare(string product, string status)
    {
        _place.Write("scan.csv", "Host,CVE,CVSS,Software\nweb01,CVE-2024-10001,9.8,Example Portal 2.3.1\n");
        _place.Write("vex.json", $$$$"""
            {"document":{"category":"csaf_vex","csaf_version":"2.0","tracking":{"id":"EX-1","status":"final","current_release_date":"2024-05-14T08:00:00Z"}},
             "product_tree":{"branches":[{"category":"product_name","name":"Example Portal","branches":[{"category":"product_version","name":"2.3.1","product":{"product_id":"portal","name":"Example Portal 2.3.1"}}]}],
              "full_product_names":[{"product_id":"other","name":"Example Agent"}]},
             "vulnerabilities":[{"cve":"CVE-2024-10001","product_status":{"{{{{status}}}}":["{{{{product}}}}"]},"flags":[{"label":"component_not_present","product_ids":["portal"]}]}]}
            """);
    }
}
